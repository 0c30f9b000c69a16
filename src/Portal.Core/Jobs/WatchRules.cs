namespace Portal.Core.Jobs;

/// <summary>From when on something counts as standing still. Generous: an alert that means nothing is soon not read any more.</summary>
public static class WatchRules
{
    /// <summary>Runs of a job that failed one after the other, inclusive.</summary>
    public const int FailuresInARow = 3;

    /// <summary>Least share of a disk that should be free, exclusive, in percent.</summary>
    public const int FreePercent = 5;

    /// <summary>And least room on it, exclusive, in bytes.</summary>
    public const long FreeBytes = 1L << 30;

    /// <summary>From the first of this month on the holidays of the next year should be entered: the joint decree is out by then.</summary>
    public const int HolidaysFromMonth = 10;

    /// <summary>How long a message may be due and not have left, by day.</summary>
    public static readonly TimeSpan MessageDue = TimeSpan.FromMinutes(30);

    /// <summary>How long a place may be held after its time.</summary>
    public static readonly TimeSpan HoldOver = TimeSpan.FromMinutes(15);

    /// <summary>How long an event may wait for its seal.</summary>
    public static readonly TimeSpan SealDue = TimeSpan.FromMinutes(30);

    /// <summary>How long a batch may wait for the centre.</summary>
    public static readonly TimeSpan BatchWaits = TimeSpan.FromHours(24);

    /// <summary>How long scheduled work may not run: three of its intervals and ten minutes more.</summary>
    public static TimeSpan SilentAfter(TimeSpan every) => (3 * every) + TimeSpan.FromMinutes(10);

    /// <summary>The year whose holidays should be entered by this day; null while none is due.</summary>
    public static int? HolidaysDue(DateOnly today) => today.Month >= HolidaysFromMonth ? today.Year + 1 : null;

    /// <summary>True when a disk is nearly full.</summary>
    public static bool IsNearlyFull(long free, long total) => free < FreeBytes || free * 100 < total * FreePercent;
}
