using Portal.Core.Shared;

namespace Portal.Core.Booking;

/// <summary>Why a booking is refused.</summary>
public static class BookingErrors
{
    /// <summary>All places of the slot are taken.</summary>
    public static Error SlotFull { get; } = new("slot_full", ErrorKind.Conflict, "start");

    /// <summary>The office has no slot at that time.</summary>
    public static Error SlotUnknown { get; } = new("slot_unknown", ErrorKind.Invalid, "start");

    /// <summary>The slot has begun or is over.</summary>
    public static Error SlotPast { get; } = new("slot_past", ErrorKind.Invalid, "start");

    /// <summary>No slot was chosen.</summary>
    public static Error SlotRequired { get; } = new("slot_required", ErrorKind.Invalid, "start");

    /// <summary>The day is not open for booking yet; argument 0 is the office-local moment it will be.</summary>
    public static Error SlotNotReleased(DateTimeOffset at) => new("slot_not_released", ErrorKind.Invalid, "start", at);

    /// <summary>The ten minutes are over and the place is free again; the typed answers are still there.</summary>
    public static Error HoldExpired { get; } = new("hold_expired", ErrorKind.Conflict, "start");

    /// <summary>No such draft in this browser.</summary>
    public static Error DraftNotFound { get; } = new("draft_not_found", ErrorKind.NotFound);

    /// <summary>This browser already holds as many places as it may.</summary>
    public static Error TooManyHolds { get; } = new("too_many_holds", ErrorKind.TooMany);

    /// <summary>This NIK has an open application or a live appointment.</summary>
    public static Error AlreadyBooked { get; } = new("already_booked", ErrorKind.Conflict, "nik");

    /// <summary>This NIK was tried too often.</summary>
    public static Error NikTries { get; } = new("nik_tries", ErrorKind.TooMany, "nik");

    /// <summary>The phone already serves as many people as the office allows; argument 0 is that number.</summary>
    public static Error PhoneBookingsLimit(int people) => new("phone_bookings_limit", ErrorKind.Conflict, "phone", people);

    /// <summary>Consent was not given.</summary>
    public static Error ConsentRequired { get; } = new("consent_required", ErrorKind.Invalid, "consent");

    /// <summary>Under 17 it matters whether the person is or was married, and it was not told.</summary>
    public static Error MarriedRequired { get; } = new("married_required", ErrorKind.Invalid, "everMarried");

    /// <summary>No channel, or none that exists.</summary>
    public static Error ChannelRequired { get; } = new("channel_required", ErrorKind.Invalid, "channel");

    /// <summary>WhatsApp or SMS was chosen without a phone.</summary>
    public static Error ChannelNeedsPhone { get; } = new("channel_needs_phone", ErrorKind.Invalid, "phone");

    /// <summary>No village.</summary>
    public static Error VillageRequired { get; } = new("village_required", ErrorKind.Invalid, "village");

    /// <summary>Not a village of this office.</summary>
    public static Error VillageUnknown { get; } = new("village_unknown", ErrorKind.Invalid, "village");

    /// <summary>A need that is not on the list.</summary>
    public static Error NeedsUnknown { get; } = new("needs_unknown", ErrorKind.Invalid, "needs");

    /// <summary>No service was chosen.</summary>
    public static Error ServiceRequired { get; } = new("service_required", ErrorKind.Invalid, "service");

    /// <summary>No service, or none that exists.</summary>
    public static Error ServiceUnknown { get; } = new("service_unknown", ErrorKind.Invalid, "service");

    /// <summary>Pickup belongs to an application that exists: it is booked through the resident's own link.</summary>
    public static Error PickupNeedsLink { get; } = new("pickup_needs_link", ErrorKind.Invalid, "service");

    /// <summary>No office was chosen.</summary>
    public static Error OfficeRequired { get; } = new("office_required", ErrorKind.Invalid, "office");

    /// <summary>No such office.</summary>
    public static Error OfficeUnknown { get; } = new("office_unknown", ErrorKind.Invalid, "office");

    /// <summary>No such language.</summary>
    public static Error LanguageUnknown { get; } = new("language_unknown", ErrorKind.Invalid, "language");

    /// <summary>The application has no appointment that could be moved, checked in or cancelled.</summary>
    public static Error NoAppointment { get; } = new("no_appointment", ErrorKind.Conflict);

    /// <summary>What the person came for has been done at this appointment.</summary>
    public static Error AlreadyServed { get; } = new("appointment_served", ErrorKind.Conflict);

    /// <summary>The appointment is on another day.</summary>
    public static Error NotToday { get; } = new("appointment_not_today", ErrorKind.Conflict);

    /// <summary>The person holding the receipt has an appointment on another day; argument 0 is that day.</summary>
    public static Error OnOtherDay(DateOnly day) => new("appointment_on_other_day", ErrorKind.Conflict, null, day);

    /// <summary>The application already has a live appointment.</summary>
    public static Error HasAppointment { get; } = new("has_appointment", ErrorKind.Conflict);

    /// <summary>At this step the office does not need the resident to come.</summary>
    public static Error NothingToBook { get; } = new("nothing_to_book", ErrorKind.Conflict);

    /// <summary>The last day lies before the first, or the span is longer than argument 0 days.</summary>
    public static Error SpanInvalid(int days) => new("span_invalid", ErrorKind.Invalid, "to", days);

    /// <summary>The form was not filled in before the booking was sent.</summary>
    public static Error AnswersMissing { get; } = new("answers_missing", ErrorKind.Conflict);
}
