using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>How an age stands to the office's promise.</summary>
public enum AgeTone
{
    /// <summary>In time.</summary>
    Green,

    /// <summary>The promise ends soon.</summary>
    Amber,

    /// <summary>Longer than promised.</summary>
    Red,
}

/// <summary>
/// How long something has waited against what the office promised, in working days of its calendar: weekends and holidays make
/// nothing older.
/// </summary>
/// <param name="Waited">Working days since, 0 or more; the day it began is not counted.</param>
/// <param name="Promise">Working days promised, 0 or more.</param>
public readonly record struct QueueAge(int Waited, int Promise)
{
    // Of a promise of several days its last quarter is "soon"; of a short one the last day.
    private const int SoonPart = 4;

    /// <summary>Green, amber or red.</summary>
    public AgeTone Tone => Waited > Promise ? AgeTone.Red : Waited >= SoonFrom(Promise) ? AgeTone.Amber : AgeTone.Green;

    /// <summary>Working days left until the end of the last promised one; 0 on it and after.</summary>
    public int Left => Math.Max(0, Promise - Waited);

    /// <summary>Working days over the promise; 0 while in time.</summary>
    public int Over => Math.Max(0, Waited - Promise);

    /// <summary>The age now of something that has waited since an instant.</summary>
    /// <param name="calendar">The office's.</param>
    /// <param name="since">Since when, UTC or with any offset.</param>
    /// <param name="now">The moment.</param>
    /// <param name="promise">Working days promised, 0 or more.</param>
    public static QueueAge Of(OfficeCalendar calendar, DateTimeOffset since, DateTimeOffset now, int promise) =>
        new(calendar.WorkingDaysBetween(calendar.LocalDay(since), calendar.LocalDay(now)), promise);

    /// <summary>
    /// The instants between which a beginning must lie for its age to have this tone now: from inclusive, before exclusive; null
    /// is no bound. So a database can choose by tone without knowing the calendar.
    /// </summary>
    public static (DateTimeOffset? From, DateTimeOffset? Before) Began(AgeTone tone, OfficeCalendar calendar, DateTimeOffset now, int promise)
    {
        var today = calendar.LocalDay(now);
        DateTimeOffset AfterDayOlderThan(int waited) => calendar.InstantOf(calendar.LatestDayBefore(today, waited).AddDays(1), TimeOnly.MinValue);
        var red = AfterDayOlderThan(promise + 1);
        return tone switch
        {
            AgeTone.Red => (null, red),
            AgeTone.Amber => (red, AfterDayOlderThan(SoonFrom(promise))),
            AgeTone.Green => (AfterDayOlderThan(SoonFrom(promise)), null),
        };
    }

    private static int SoonFrom(int promise) => promise - (promise / SoonPart);
}
