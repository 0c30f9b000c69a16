using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Calendar;

/// <summary>One day of a service point.</summary>
/// <param name="Day">The day.</param>
/// <param name="Hours">Its opening intervals; none while it is closed.</param>
/// <param name="Taken">Places that are booked, or kept while somebody types.</param>
/// <param name="Places">Places that can be booked online.</param>
/// <param name="Closure">The announced closure, if any.</param>
/// <param name="Holiday">The holiday or day of joint leave, if any.</param>
/// <param name="Extra">Extra hours entered for it.</param>
/// <param name="ReleasesAt">When it can be booked, with the office's offset; null once it can.</param>
/// <param name="Announced">Whether that instant was announced for it.</param>
public sealed record CalendarDay(
    DateOnly Day, IReadOnlyList<OpeningHours> Hours, int Taken, int Places, Closure? Closure, Holiday? Holiday, IReadOnlyList<ExtraHours> Extra, DateTimeOffset? ReleasesAt, bool Announced)
{
    /// <summary>Places that are left.</summary>
    public int Free => Math.Max(0, Places - Taken);
}

/// <summary>One time of a day with its load.</summary>
public sealed record CalendarSlot(DateTimeOffset Start, DateTimeOffset End, int Taken, int Places);

/// <summary>Who changed something last, and when.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who; null for the portal itself.</param>
public sealed record LastChange(DateTimeOffset At, string? By);

/// <summary>A service point's calendar.</summary>
/// <param name="Points">Every service point of the office, the hall first.</param>
/// <param name="Point">The one shown, as it is stored.</param>
/// <param name="Rules">Its rules of today.</param>
/// <param name="Hours">Its weekly hours of today.</param>
/// <param name="Today">The office's own day now.</param>
/// <param name="Days">The days asked for.</param>
/// <param name="Slots">The times of the day asked for.</param>
/// <param name="YearsWithoutHolidays">Years within reach of booking whose holidays nobody has entered.</param>
/// <param name="Changed">The last change of the point or of the holidays; null for none.</param>
public sealed record CalendarView(
    IReadOnlyList<ServicePoint> Points,
    ServicePoint Point,
    SlotRules Rules,
    IReadOnlyList<OpeningHours> Hours,
    DateOnly Today,
    IReadOnlyList<CalendarDay> Days,
    IReadOnlyList<CalendarSlot> Slots,
    IReadOnlyList<int> YearsWithoutHolidays,
    LastChange? Changed)
{
    /// <summary>True for the office's first point, which is never closed for good.</summary>
    public bool IsHall => Points[0].Id == Point.Id;
}

/// <summary>Days of a service point: hours, load, closures, holidays and releases, read as they are now.</summary>
public sealed class ViewCalendar(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <summary>The longest span that is shown, in days: six weeks.</summary>
    public const int LongestSpan = 42;

    // Booked so far ahead as no other warning would come in time.
    private const int WarnsAheadDays = 30;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewCalendar;

    /// <summary>Which days.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Point">Its service point; null for the hall.</param>
    /// <param name="From">First day; null for none.</param>
    /// <param name="Days">How many days, up to <see cref="LongestSpan"/>.</param>
    /// <param name="Slots">A day whose times are shown; null for none.</param>
    public sealed record Query(OfficeCode Office, Guid? Point = null, DateOnly? From = null, int Days = 0, DateOnly? Slots = null);

    /// <summary>Returns the calendar, or not_found.</summary>
    public async Task<Result<CalendarView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var points = (await db.ServicePoints.AsNoTracking().Where(p => p.OfficeCode == query.Office).ToListAsync(ct)).OrderBy(p => p.Id).ToList();
        if (points.Find(p => query.Point is null || p.Id == query.Point) is not { } point)
        {
            return AccessErrors.NotFound;
        }

        var holidays = await db.Holidays.AsNoTracking().ToDictionaryAsync(h => h.Date, ct);
        var schedule = point.ScheduleWith(office.Calendar.Zone, holidays.Keys.ToHashSet());
        var now = time.GetUtcNow();
        var today = schedule.Calendar.LocalDay(now);
        var first = query.From ?? today;
        var last = first.AddDays(Math.Clamp(query.Days, 0, LongestSpan) - 1);
        var taken = await db.SlotOccupancies.AsNoTracking().Where(o => o.ServicePointId == point.Id && ((o.LocalDay >= first && o.LocalDay <= last) || o.LocalDay == query.Slots))
            .Select(o => new { o.LocalDay, o.StartAt, o.Taken }).ToListAsync(ct);
        var byDay = taken.ToLookup(t => t.LocalDay, t => t.Taken);
        var byStart = taken.ToDictionary(t => t.StartAt, t => t.Taken);

        CalendarDay DayOf(DateOnly day)
        {
            var slots = SlotPlan.SlotsOn(day, schedule);
            var release = SlotPlan.ReleaseOf(day, schedule);
            return new CalendarDay(
                day,
                schedule.Calendar.HoursOn(day),
                byDay[day].Sum(),
                slots.Count * schedule.RulesOn(day).OnlineCapacity,
                schedule.Calendar.ClosureOn(day),
                holidays.GetValueOrDefault(day),
                [.. schedule.Calendar.ExtraOn(day)],
                release > now && slots.Count > 0 ? release : null,
                schedule.BatchOf(day) is not null);
        }

        var rules = schedule.RulesOn(today);
        var reach = today.AddDays(rules.HorizonDays + WarnsAheadDays);
        var listed = holidays.Keys.Select(d => d.Year).ToHashSet();
        return new CalendarView(
            points,
            point,
            rules,
            point.Later.LastOrDefault(p => p.From <= today)?.Hours ?? point.Hours,
            today,
            [.. Enumerable.Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1)).Select(n => DayOf(first.AddDays(n)))],
            query.Slots is { } shown ? [.. SlotPlan.SlotsOn(shown, schedule).Select(s => new CalendarSlot(s.Start, s.End, byStart.GetValueOrDefault(s.Start.ToUniversalTime()), schedule.RulesOn(shown).OnlineCapacity))] : [],
            [.. Enumerable.Range(today.Year, reach.Year - today.Year + 1).Where(y => !listed.Contains(y))],
            await LastOfAsync(db, point.Id, ct));
    }

    private static async Task<LastChange?> LastOfAsync(PortalDbContext db, Guid point, CancellationToken ct)
    {
        string[] verbs = [AuditVerbs.CalendarChanged, AuditVerbs.CalendarPointAdded];
        return await (
            from trail in db.AuditEvents.AsNoTracking()
            where trail.SubjectId == point && verbs.Contains(trail.Verb)
            orderby trail.Id descending
            select new LastChange(trail.At, db.Users.Where(u => u.Id == trail.StaffId).Select(u => u.DisplayName).FirstOrDefault())).FirstOrDefaultAsync(ct);
    }
}

/// <summary>The holidays of a year.</summary>
/// <param name="Days">By day.</param>
/// <param name="Years">Years that have a list.</param>
/// <param name="Missing">Years within reach of booking, in any office, that have none.</param>
/// <param name="Changed">The last change of any year's list; null for none.</param>
public sealed record HolidayView(IReadOnlyList<Holiday> Days, IReadOnlyList<int> Years, IReadOnlyList<int> Missing, LastChange? Changed);

/// <summary>National holidays and joint leave of a year, which all offices share.</summary>
public sealed class ViewHolidays(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    // As far ahead as an office may release its days, and a month.
    private const int ReachDays = 150;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewCalendar;

    /// <summary>Which year.</summary>
    public sealed record Query(int Year);

    /// <summary>Returns the list, or forbidden.</summary>
    public async Task<Result<HolidayView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var all = await db.Holidays.AsNoTracking().OrderBy(h => h.Date).ToListAsync(ct);
        var years = all.Select(h => h.Date.Year).Distinct().ToList();
        var now = time.GetUtcNow();
        var changed = await (
            from trail in db.AuditEvents.AsNoTracking()
            where trail.Verb == AuditVerbs.CalendarHolidaysChanged && trail.OfficeCode == null
            orderby trail.Id descending
            select new LastChange(trail.At, db.Users.Where(u => u.Id == trail.StaffId).Select(u => u.DisplayName).FirstOrDefault())).FirstOrDefaultAsync(ct);
        return new HolidayView(
            all.FindAll(h => h.Date.Year == query.Year),
            years,
            [.. Enumerable.Range(now.Year, now.AddDays(ReachDays).Year - now.Year + 1).Except(years)],
            changed);
    }
}
