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

/// <summary>
/// Changes a service point, and with it the appointments that it touches: all of it or nothing. Bookings in the making wait, and are judged
/// by the calendar as it is then.
/// </summary>
public sealed class ChangeCalendar(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, CalendarDesk desk, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageCalendar;

    /// <summary>What to change.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Point">Its service point.</param>
    /// <param name="Change">The change.</param>
    /// <param name="Revision">The revision of the point that the page showed.</param>
    /// <param name="Seen">The people whom the page listed, each with what becomes of the appointment.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(OfficeCode Office, Guid Point, CalendarChange Change, int Revision, IReadOnlyList<VisitMove> Seen, Guid CommandId);

    /// <summary>Returns how many people were moved; or stale_page, calendar_plan_changed, or why the change cannot be made.</summary>
    public async Task<Result<CalendarOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        var result = await Retry.OnConflictAsync(() => ChangeAsync(command, actor, ct));
        if (result.Succeeded)
        {
            directory.Invalidate();
        }

        return result;
    }

    private async Task<Result<CalendarOutcome>> ChangeAsync(Command command, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await CalendarDesk.LockAsync(db, [command.Point], ct);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return new CalendarOutcome(command.Seen.Count(m => m.To is not null), command.Seen.Count(m => m.To is null), 0);
        }

        var now = time.GetUtcNow();
        var before = await db.ServicePoints.AsNoTracking().SingleOrDefaultAsync(p => p.Id == command.Point && p.OfficeCode == command.Office, ct);
        if (before is not null && before.Revision != command.Revision)
        {
            return AccessErrors.StalePage;
        }

        var prepared = await PointBook.TryAsync(db, directory, command.Office, command.Point, command.Change, tracked: true, now, ct);
        if (!prepared.TryGet(out var change))
        {
            return Result<CalendarOutcome>.Refused(prepared.Errors);
        }

        var carried = await desk.CarryOutAsync(db, [change], command.Seen, now, actor, command.CommandId, ct);
        if (!carried.TryGet(out var outcome))
        {
            return carried;
        }

        change.Point.Revise();
        CalendarHistory.Add(db, before, change.Point, change.Office.Calendar.Zone, actor, now, command.CommandId);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.CalendarChanged, actor, now, command.Office, command.Point, command.Change is CalendarChange.CloseDays close ? ServicePoint.Clean(close.Reason).Indonesian : null, DetailOf(command.Change, outcome), command.CommandId));
        await db.SaveChangesAsync(ct);
        await CalendarDesk.TellNodesAsync(db, ct);
        await transaction.CommitAsync(ct);
        return outcome;
    }

    private static string DetailOf(CalendarChange change, CalendarOutcome outcome)
    {
        static string Day(DateOnly day) => day == DateOnly.MaxValue ? "" : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var days = change switch
        {
            CalendarChange.LiftClosure lifted => Day(lifted.From),
            CalendarChange.AddHours added => Day(added.Day!.Value),
            CalendarChange.AnnounceRelease announced => $"{Day(announced.From!.Value)}..{Day(announced.Through!.Value)}",
            CalendarChange.WithdrawRelease withdrawn => Day(withdrawn.From),
            _ when change.Scope is { } scope => $"{Day(scope.From)}..{Day(scope.Through)}",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{change.GetType().Name} {days} moved={outcome.Moved} withdrawn={outcome.Withdrawn}");
    }
}
