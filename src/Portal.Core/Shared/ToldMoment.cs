using System.Globalization;

namespace Portal.Core.Shared;

/// <summary>Dates and times as people and spreadsheets write them, in the office's own time.</summary>
public static class ToldMoment
{
    // Day before month, as everybody here writes; a single format would refuse half the files.
    private static readonly string[] Days = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-M-d", "yyyy/M/d"];
    private static readonly string[] Clocks = ["H:mm", "H:mm:ss", "H.mm", "H.mm.ss", "H:mm:ss.FFFFFFF"];
    private static readonly string[] Zones = ["WIB", "WITA", "WIT"];

    /// <summary>Reads a day: <c>31/12/2026</c>, <c>31-12-2026</c>, <c>2026-12-31</c>; a midnight behind it, as spreadsheets add, does no harm.</summary>
    public static bool TryParseDay(string? text, out DateOnly day)
    {
        var (first, clock) = Split(text);
        return DateOnly.TryParseExact(first, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && (clock is null || (TryParseClock(clock, out var time) && time == TimeOnly.MinValue));
    }

    /// <summary>Reads a moment; a day alone counts from its midnight. Without an offset it is the office's own time.</summary>
    /// <param name="text">The text: <c>31/12/2026 14:05</c>, <c>31/12/2026 14.05 WIB</c>, <c>2026-12-31T14:05:00+07:00</c>.</param>
    /// <param name="calendar">The office's calendar.</param>
    /// <param name="moment">The moment, with the office's offset or the one told.</param>
    public static bool TryParse(string? text, OfficeCalendar calendar, out DateTimeOffset moment)
    {
        moment = default;
        var (first, clock) = Split(text);
        if (clock is not null && HasOffset(clock))
        {
            return DateTimeOffset.TryParse($"{first}T{clock}", CultureInfo.InvariantCulture, DateTimeStyles.None, out moment) && IsPlausible(moment);
        }

        var time = TimeOnly.MinValue;
        if (!DateOnly.TryParseExact(first, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || (clock is not null && !TryParseClock(clock, out time)))
        {
            return false;
        }

        moment = calendar.InstantOf(day, time);
        return IsPlausible(moment);
    }

    // Excel writes the year 1900 for an empty date, and a slip of the keyboard the year 202.
    private static bool IsPlausible(DateTimeOffset moment) => moment.Year is >= 2000 and < 2200;

    private static bool TryParseClock(string clock, out TimeOnly time) =>
        TimeOnly.TryParseExact(clock, Clocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static bool HasOffset(string clock) => clock.EndsWith('Z') || clock.LastIndexOfAny(['+', '-']) > 0;

    private static (string Day, string? Clock) Split(string? text)
    {
        var trimmed = (text ?? "").Trim();
        var cut = trimmed.AsSpan().IndexOfAny(' ', 'T');
        if (cut <= 0)
        {
            return (trimmed, null);
        }

        var clock = trimmed[(cut + 1)..].Trim();
        var zone = Array.Find(Zones, z => clock.EndsWith(" " + z, StringComparison.OrdinalIgnoreCase));
        return (trimmed[..cut], zone is null ? clock : clock[..^zone.Length].Trim());
    }
}
