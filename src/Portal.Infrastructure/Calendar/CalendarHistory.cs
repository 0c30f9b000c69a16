using System.Globalization;
using Portal.Core.Booking;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Calendar;

/// <summary>Writes changes of calendars into the history of what may change while the portal runs: only what is no more, and only what is new.</summary>
internal static class CalendarHistory
{
    /// <summary>Service points.</summary>
    public const string Subject = "calendar";

    /// <summary>Years' lists of holidays; the field is the year.</summary>
    public const string Holidays = "holidays";

    private static readonly DayOfWeek[] s_week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Notes what has changed at a service point.</summary>
    /// <param name="db">The transaction of the change itself.</param>
    /// <param name="before">The point as it was; null for a new one.</param>
    /// <param name="after">The point as it is now.</param>
    /// <param name="zone">The office's zone.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="commandId">The command.</param>
    public static void Add(PortalDbContext db, ServicePoint? before, ServicePoint after, TimeZoneInfo zone, Actor actor, DateTimeOffset now, Guid commandId)
    {
        foreach (var ((field, items), (_, old)) in Words(after, zone).Zip(before is null ? Words(after, zone).Select(w => (w.Field, (IReadOnlyList<string>)[])) : Words(before, zone)))
        {
            var (gone, come) = (old.Except(items).ToList(), items.Except(old).ToList());
            if (gone.Count + come.Count > 0)
            {
                ChangeLog.Add(db, after.OfficeCode, Subject, field, TextOf(gone, before ?? after), TextOf(come, after), actor, now, commandId);
            }
        }
    }

    /// <summary>Notes what has changed in a year's list.</summary>
    public static void Add(PortalDbContext db, int year, IReadOnlyList<Holiday> before, IReadOnlyList<Holiday> after, Actor actor, DateTimeOffset now, Guid commandId)
    {
        var (old, items) = (before.Select(h => HolidayList.Write([h])).ToList(), after.Select(h => HolidayList.Write([h])).ToList());
        var (gone, come) = (old.Except(items).ToList(), items.Except(old).ToList());
        if (gone.Count + come.Count > 0)
        {
            ChangeLog.Add(db, null, Holidays, year.ToString(CultureInfo.InvariantCulture), string.Join('\n', gone), string.Join('\n', come), actor, now, commandId);
        }
    }

    private static string? TextOf(IReadOnlyList<string> items, ServicePoint point) => items.Count == 0 ? null : $"{point.Name.Indonesian}: {string.Join("; ", items)}";

    private static IEnumerable<(string Field, IReadOnlyList<string> Items)> Words(ServicePoint point, TimeZoneInfo zone)
    {
        yield return ("pointName", [point.Name.English is { } english ? $"{point.Name.Indonesian} / {english}" : point.Name.Indonesian]);
        yield return ("pointHours", [HoursOf(point.Hours)]);
        yield return ("pointRules", [RulesOf(point.Slots)]);
        yield return ("pointPlans", [.. point.Later.Select(p => $"mulai {Day(p.From)} {HoursOf(p.Hours)}, {RulesOf(p.Slots)}")]);
        yield return ("closures", [.. point.Closures.Select(c => $"{Days(c.From, c.Through)} {c.Reason.Indonesian}")]);
        yield return ("extraHours", [.. point.Extra.Select(e => $"{Day(e.Day)} {Clock(e.Opens)}–{Clock(e.Closes)}")]);
        yield return ("releases", [.. point.Releases.Select(r => $"{Days(r.From, r.Through)} dibuka {Moment(r.At, zone)}")]);
        yield return ("closedForGood", point.ClosedFrom is { } from ? [$"mulai {Day(from)}"] : []);
    }

    // Days with the same hours stand together: "Senin, Selasa 08.00–12.00".
    private static string HoursOf(IReadOnlyList<OpeningHours> hours)
    {
        var open = s_week.Select(day => (Day: day, Text: HoursText.Write(hours.Where(h => h.Day == day)))).Where(d => d.Text.Length > 0).GroupBy(d => d.Text, StringComparer.Ordinal)
            .Select(g => $"{string.Join(", ", g.Select(d => Weekday(d.Day)))} {g.Key}").ToList();
        return open.Count == 0 ? "tanpa jam buka" : string.Join("; ", open);
    }

    private static string RulesOf(SlotRules rules) => string.Create(
        CultureInfo.InvariantCulture, $"{rules.SlotMinutes} menit, {rules.Stations} loket, {rules.WalkInSharePercent}% untuk yang datang langsung, {rules.HorizonDays} hari ke depan, dibuka {Clock(rules.ReleasesAt)}");

    private static string Weekday(DayOfWeek day) => LanguageFormat.For(Language.Indonesian).Weekday(new DateOnly(2026, 3, 1).AddDays((int)day));

    private static string Day(DateOnly day) => LanguageFormat.For(Language.Indonesian).Date(day);

    private static string Days(DateOnly from, DateOnly through) => from == through ? Day(from) : $"{Day(from)} sampai {Day(through)}";

    private static string Clock(TimeOnly time) => LanguageFormat.For(Language.Indonesian).Clock(time);

    private static string Moment(DateTimeOffset at, TimeZoneInfo zone) => LanguageFormat.For(Language.Indonesian).Moment(at, zone);
}
