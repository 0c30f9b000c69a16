using Microsoft.EntityFrameworkCore;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Calendar;

/// <summary>Reads service points as they are, not as the directory remembers them, and tries changes on them.</summary>
internal static class PointBook
{
    /// <summary>A point of an office with a change made to it, in memory; not_found when the office has no such point.</summary>
    public static async Task<Result<PointChange>> TryAsync(PortalDbContext db, OfficeDirectory directory, OfficeCode office, Guid id, CalendarChange change, bool tracked, DateTimeOffset now, CancellationToken ct)
    {
        if ((await directory.GetAsync(ct)).Find(office) is not { } entry)
        {
            return AccessErrors.NotFound;
        }

        var points = await (tracked ? db.ServicePoints : db.ServicePoints.AsNoTracking()).Where(p => p.OfficeCode == office).ToListAsync(ct);
        if (points.Find(p => p.Id == id) is not { } point)
        {
            return AccessErrors.NotFound;
        }

        var setting = new CalendarSetting(entry.Calendar.Zone, await HolidaysAsync(db, ct), now);
        if (change is CalendarChange.CloseForGood && points.Min(p => p.Id) == id)
        {
            return CalendarErrors.HallStays;
        }

        if (change is CalendarChange.Rename rename && points.Exists(p => p.Id != id && p.ClosedFrom is null && p.Name.Indonesian.Equals(ServicePoint.Clean(rename.Name).Indonesian, StringComparison.OrdinalIgnoreCase)))
        {
            return CalendarErrors.NameTaken;
        }

        var applied = change.Apply(point, setting);
        if (!applied.Succeeded)
        {
            return Result<PointChange>.Refused(applied.Errors);
        }

        var scope = change.Scope;
        return new PointChange(entry, point, point.ScheduleWith(setting.Zone, setting.Holidays), day => scope is { } days && day >= days.From && day <= days.Through, change.Closes);
    }

    /// <summary>The days of every year's list.</summary>
    public static async Task<IReadOnlySet<DateOnly>> HolidaysAsync(PortalDbContext db, CancellationToken ct) => (await db.Holidays.AsNoTracking().Select(h => h.Date).ToListAsync(ct)).ToHashSet();
}
