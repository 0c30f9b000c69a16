using System.Text.Json.Serialization;

namespace Portal.Core.Offices;

/// <summary>How far an office is open to residents.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OfficeStanding>))]
public enum OfficeStanding
{
    /// <summary>Shown and bookable.</summary>
    Open,

    /// <summary>Being set up: residents and machines do not know of it.</summary>
    Preparing,

    /// <summary>Shown, but takes no new bookings; what is booked stays, may be moved, and is served.</summary>
    NotBooking,
}
