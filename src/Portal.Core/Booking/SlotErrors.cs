using Portal.Core.Shared;

namespace Portal.Core.Booking;

/// <summary>Refusals of an office's booking rules; arguments 0 and 1 are the lowest and highest value allowed.</summary>
public static class SlotErrors
{
    /// <summary>The slot length is out of range.</summary>
    public static Error SlotMinutesRange(int least, int most) => new("slot_minutes_range", ErrorKind.Invalid, "slotMinutes", least, most);

    /// <summary>The number of stations is out of range.</summary>
    public static Error StationsRange(int least, int most) => new("stations_range", ErrorKind.Invalid, "stations", least, most);

    /// <summary>The share for walk-ins is out of range.</summary>
    public static Error WalkInShareRange(int least, int most) => new("walk_in_share_range", ErrorKind.Invalid, "walkInSharePercent", least, most);

    /// <summary>The booking horizon is out of range.</summary>
    public static Error HorizonDaysRange(int least, int most) => new("horizon_days_range", ErrorKind.Invalid, "horizonDays", least, most);
}
