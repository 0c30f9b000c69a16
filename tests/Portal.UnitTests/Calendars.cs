using Portal.Core.Shared;

namespace Portal.UnitTests;

/// <summary>Calendars with the hours of three real offices.</summary>
internal static class Calendars
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Weekdays 08.00–15.00 WIB.</summary>
    public static OfficeCalendar Pulomerak(DateOnly[]? holidays = null, Closure[]? closures = null) =>
        new(Zone("Asia/Jakarta"), [.. Weekdays.Select(d => new OpeningHours(d, new(8, 0), new(15, 0)))], (holidays ?? []).ToHashSet(), closures ?? []);

    /// <summary>Every day 07.30–17.00 WIB.</summary>
    public static OfficeCalendar TanjungLago() =>
        new(Zone("Asia/Jakarta"), [.. Enum.GetValues<DayOfWeek>().Select(d => new OpeningHours(d, new(7, 30), new(17, 0)))], new HashSet<DateOnly>(), []);

    /// <summary>Weekdays 07.30–15.00 WITA with a break 12.00–13.00; the afternoon is listed first.</summary>
    public static OfficeCalendar SamarindaIlir(DateOnly[]? holidays = null) =>
        new(
            Zone("Asia/Makassar"),
            [.. Weekdays.SelectMany(d => new[] { new OpeningHours(d, new(13, 0), new(15, 0)), new OpeningHours(d, new(7, 30), new(12, 0)) })],
            (holidays ?? []).ToHashSet(),
            []);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
