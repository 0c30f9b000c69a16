using Portal.Core.Shared;

namespace Portal.Core.Offices;

/// <summary>Why a change of a calendar is refused.</summary>
public static class CalendarErrors
{
    /// <summary>No day, or one that is past or more than a year ahead.</summary>
    public static Error Day(string field) => new("calendar_day", ErrorKind.Invalid, field);

    /// <summary>The last day lies before the first, or too far from it; argument 0 is the greatest number of days.</summary>
    public static Error Span(int most) => new("calendar_span", ErrorKind.Invalid, "through", most);

    /// <summary>Residents must read why; argument 0 is the greatest number of characters.</summary>
    public static Error Reason(int most) => new("calendar_reason", ErrorKind.Invalid, "reason", most);

    /// <summary>Some of these days are closed already; argument 0 is the first of them.</summary>
    public static Error ClosureOverlaps(DateOnly day) => new("closure_overlaps", ErrorKind.Invalid, "from", day);

    /// <summary>Not there any more: somebody has taken it away.</summary>
    public static Error Gone { get; } = new("calendar_gone", ErrorKind.Conflict);

    /// <summary>A time of day is missing, or the end is not after the start.</summary>
    public static Error Times(string field) => new("calendar_times", ErrorKind.Invalid, field);

    /// <summary>Two intervals of one day overlap; argument 0 is the weekday.</summary>
    public static Error HoursOverlap(string field) => new("calendar_hours_overlap", ErrorKind.Invalid, field);

    /// <summary>An interval in which not one slot fits.</summary>
    public static Error HoursShort(string field) => new("calendar_hours_short", ErrorKind.Invalid, field);

    /// <summary>Not one weekday has hours.</summary>
    public static Error NoHours { get; } = new("calendar_no_hours", ErrorKind.Invalid, "hours1");

    /// <summary>The extra hours meet hours that the day has already.</summary>
    public static Error ExtraOverlaps { get; } = new("extra_overlaps", ErrorKind.Invalid, "opens");

    /// <summary>The day is closed; the closure has to be lifted first.</summary>
    public static Error ExtraInClosure { get; } = new("extra_in_closure", ErrorKind.Invalid, "day");

    /// <summary>New rules begin tomorrow at the earliest, so that a day never has two sets of times.</summary>
    public static Error FromTomorrow { get; } = new("calendar_from_tomorrow", ErrorKind.Invalid, "from");

    /// <summary>The announced release lies in the past, or after the first of its days.</summary>
    public static Error ReleaseInstant { get; } = new("release_instant", ErrorKind.Invalid, "at");

    /// <summary>Some of these days have a release already; argument 0 is the first of them.</summary>
    public static Error ReleaseOverlaps(DateOnly day) => new("release_overlaps", ErrorKind.Invalid, "from", day);

    /// <summary>A service point needs a name; argument 0 is the greatest number of characters.</summary>
    public static Error Name(int most) => new("point_name", ErrorKind.Invalid, "name", most);

    /// <summary>Another service point of the office has this name.</summary>
    public static Error NameTaken { get; } = new("point_name_taken", ErrorKind.Invalid, "name");

    /// <summary>An office always keeps its hall.</summary>
    public static Error HallStays { get; } = new("point_hall_stays", ErrorKind.Conflict);

    /// <summary>The service point is closed for good.</summary>
    public static Error PointClosed { get; } = new("point_closed", ErrorKind.Conflict);

    /// <summary>Meanwhile other people are concerned, or a time chosen for somebody is taken: the list has to be looked at again.</summary>
    public static Error PlanChanged { get; } = new("calendar_plan_changed", ErrorKind.Conflict);

    /// <summary>A line that names no day; arguments are its number, from 1, and the line.</summary>
    public static Error HolidayLine(int line, string text) => new("holiday_line", ErrorKind.Invalid, "list", line, text);

    /// <summary>A day of another year; arguments are the line's number, from 1, and the year.</summary>
    public static Error HolidayYear(int line, int year) => new("holiday_year", ErrorKind.Invalid, "list", line, year);

    /// <summary>A day twice; arguments are the line's number, from 1, and the day.</summary>
    public static Error HolidayTwice(int line, DateOnly day) => new("holiday_twice", ErrorKind.Invalid, "list", line, day);

    /// <summary>A line without a name, or with a very long one; arguments are its number, from 1, and the greatest number of characters.</summary>
    public static Error HolidayName(int line, int most) => new("holiday_name", ErrorKind.Invalid, "list", line, most);

    /// <summary>An empty list, or far too long a one; argument 0 is the greatest number of days.</summary>
    public static Error HolidayCount(int most) => new("holiday_count", ErrorKind.Invalid, "list", most);
}
