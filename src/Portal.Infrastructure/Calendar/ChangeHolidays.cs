using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Calendar;

/// <summary>What a changed list of holidays would do.</summary>
/// <param name="Days">The list as it was understood.</param>
/// <param name="Added">Days that become holidays.</param>
/// <param name="Removed">Days that no longer are.</param>
/// <param name="Change">Whom it touches, in all offices.</param>
public sealed record HolidayPreview(IReadOnlyList<Holiday> Days, IReadOnlyList<DateOnly> Added, IReadOnlyList<DateOnly> Removed, ChangePreview Change);

/// <summary>Whom a year's list of holidays would touch in all offices. Changes nothing.</summary>
public sealed class PreviewHolidays(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageHolidays;

    /// <summary>Which year, the list as it was typed, and what was chosen for some of the people.</summary>
    public sealed record Query(int Year, string? Text, IReadOnlyDictionary<Guid, DateTimeOffset?> Wishes);

    /// <summary>Returns the list and whom it touches, or every fault of it.</summary>
    public async Task<Result<HolidayPreview>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalForInstallation(Permission) is { } refusal)
        {
            return refusal;
        }

        var parsed = HolidayList.Parse(query.Text, query.Year);
        if (!parsed.TryGet(out var days))
        {
            return Result<HolidayPreview>.Refused(parsed.Errors);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var (changes, added, removed) = await HolidayBook.ChangesAsync(db, await directory.GetAsync(ct), query.Year, days, tracked: false, now, ct);
        List<PointPlanned> planned = [];
        foreach (var change in changes)
        {
            planned.Add(await CalendarDesk.PlanAsync(db, change, query.Wishes, now, ct));
        }

        return new HolidayPreview(days, added, removed, await ChangePreview.OfAsync(db, planned, [], actor, ct));
    }
}

/// <summary>Enters the holidays and the joint leave of a year, for all offices, and moves the appointments that they touch.</summary>
public sealed class ChangeHolidays(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, CalendarDesk desk, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageHolidays;

    /// <summary>What to enter.</summary>
    /// <param name="Year">The year.</param>
    /// <param name="Text">Its whole list, as it was typed; see <see cref="HolidayList"/>.</param>
    /// <param name="Before">The list that the page showed, written out.</param>
    /// <param name="Seen">The people whom the page listed.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(int Year, string? Text, string Before, IReadOnlyList<VisitMove> Seen, Guid CommandId);

    /// <summary>Returns how many people were moved; or stale_page, calendar_plan_changed, or every fault of the list.</summary>
    public async Task<Result<CalendarOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalForInstallation(Permission) is { } refusal)
        {
            return refusal;
        }

        var parsed = HolidayList.Parse(command.Text, command.Year);
        if (!parsed.TryGet(out var days))
        {
            return Result<CalendarOutcome>.Refused(parsed.Errors);
        }

        var result = await Retry.OnConflictAsync(() => ChangeAsync(command, days, actor, ct));
        if (result.Succeeded)
        {
            directory.Invalidate();
        }

        return result;
    }

    private async Task<Result<CalendarOutcome>> ChangeAsync(Command command, IReadOnlyList<Holiday> days, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await CalendarDesk.LockAsync(db, await db.ServicePoints.Select(p => p.Id).ToListAsync(ct), ct);
        // One list at a time, also while there is no office yet.
        await db.Database.ExecuteSqlAsync($"LOCK TABLE holidays IN SHARE ROW EXCLUSIVE MODE", ct);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return new CalendarOutcome(command.Seen.Count(m => m.To is not null), command.Seen.Count(m => m.To is null), 0);
        }

        var now = time.GetUtcNow();
        var before = await db.Holidays.Where(h => h.Date.Year == command.Year).ToListAsync(ct);
        if (HolidayList.Write(before) != command.Before)
        {
            return AccessErrors.StalePage;
        }

        var (changes, _, _) = await HolidayBook.ChangesAsync(db, await directory.GetAsync(ct), command.Year, days, tracked: true, now, ct);
        var carried = await desk.CarryOutAsync(db, changes, command.Seen, now, actor, command.CommandId, ct);
        if (!carried.TryGet(out var outcome))
        {
            return carried;
        }

        foreach (var change in changes)
        {
            change.Point.Revise();
        }

        db.Holidays.RemoveRange(before);
        await db.SaveChangesAsync(ct);
        db.Holidays.AddRange(days);
        CalendarHistory.Add(db, command.Year, before, days, actor, now, command.CommandId);
        var detail = string.Create(CultureInfo.InvariantCulture, $"{command.Year} days={days.Count} moved={outcome.Moved} withdrawn={outcome.Withdrawn}");
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.CalendarHolidaysChanged, actor, now, detail: detail, commandId: command.CommandId));
        await db.SaveChangesAsync(ct);
        await CalendarDesk.TellNodesAsync(db, ct);
        await transaction.CommitAsync(ct);
        return outcome;
    }
}

/// <summary>Every service point as a year's list would leave it.</summary>
internal static class HolidayBook
{
    public static async Task<(IReadOnlyList<PointChange> Changes, IReadOnlyList<DateOnly> Added, IReadOnlyList<DateOnly> Removed)> ChangesAsync(
        PortalDbContext db, OfficeCatalogue catalogue, int year, IReadOnlyList<Holiday> days, bool tracked, DateTimeOffset now, CancellationToken ct)
    {
        var before = await PointBook.HolidaysAsync(db, ct);
        var listed = days.Select(d => d.Date).ToHashSet();
        IReadOnlySet<DateOnly> after = before.Where(d => d.Year != year).Concat(listed).ToHashSet();
        List<DateOnly> added = [.. listed.Except(before).Order()];
        List<DateOnly> removed = [.. before.Where(d => d.Year == year).Except(listed).Order()];
        var changed = added.Concat(removed).ToHashSet();
        var points = await (tracked ? db.ServicePoints : db.ServicePoints.AsNoTracking()).ToListAsync(ct);
        return (
            [
                .. from point in points.OrderBy(p => p.OfficeCode.Value, StringComparer.Ordinal).ThenBy(p => p.Id)
                   let office = catalogue.Find(point.OfficeCode)
                   where office is not null
                   select new PointChange(office, point, point.ScheduleWith(office.Calendar.Zone, after), changed.Contains, Closes: true),
            ],
            added,
            removed);
    }
}
