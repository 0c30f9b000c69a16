using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Staff;

namespace Portal.Infrastructure.Stock;

/// <summary>
/// The second half of the daily close: another person confirms the count, and the day is published as closed. Whoever
/// counted may do so alone only with a reason, which somebody else reviews.
/// </summary>
public sealed class ConfirmStockDay(StockDesk desk, SealAuditTrail seals) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.CloseStockDay;

    /// <summary>Which count is confirmed.</summary>
    /// <param name="Office">Where.</param>
    /// <param name="Day">Which day of the office.</param>
    /// <param name="Version">The row version that the page showed.</param>
    /// <param name="AloneReason">Why one person does both; null otherwise.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(OfficeCode Office, DateOnly Day, uint Version, string? AloneReason, Guid CommandId);

    /// <summary>Returns the level, unchanged, or why not: <c>stale_page</c> when something was booked since the count, <c>stock_same_person</c>, <c>stock_day_closed</c>.</summary>
    public async Task<Result<StockOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        var done = await desk.DoAsync(Permission, command.Office, command.CommandId, (work, stop) => ConfirmAsync(command, work, stop), actor, ct);
        if (done.Succeeded)
        {
            await SealAsync(command.Office, ct);
        }

        return done;
    }

    // So that the head on the day's sheet covers the day up to its close. The close stands even where the seal has to wait for the job.
    private async Task SealAsync(OfficeCode office, CancellationToken ct)
    {
        try
        {
            await seals.SealAsync(AuditSeal.ChainOf(office), ct);
        }
        catch (Exception later) when (later is DbException or DbUpdateException or OperationCanceledException)
        {
            // The job seals within minutes.
        }
    }

    private static async Task<Result<StockDesk.Trail>> ConfirmAsync(Command command, StockDesk.Work work, CancellationToken ct)
    {
        if (await work.Db.StockDays.SingleOrDefaultAsync(d => d.OfficeCode == work.Office.Code && d.Day == command.Day, ct) is not { } day || day.Version != command.Version)
        {
            return AccessErrors.StalePage;
        }

        string? why = null;
        var alone = work.Actor.StaffId == day.CountedBy && command.AloneReason is not null;
        if (alone && !AuditReason.Clean(command.AloneReason).TryGet(out why))
        {
            return Result<StockDesk.Trail>.Refused(AuditReason.Clean(command.AloneReason).Errors);
        }

        var confirmed = day.Confirm(await StockLedger.DayAsync(work.Db, work.Office.Code, command.Day, ct), alone, work.Actor, work.Now);
        if (!confirmed.Succeeded)
        {
            return Result<StockDesk.Trail>.Refused(confirmed.Errors);
        }

        var written = command.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (alone)
        {
            // A day has no id of its own; the command's leads to the line of the trail that names it.
            LoneActs.Add(work.Db, work.Office, AuditVerbs.StockDayClosed, work.CommandId, why!, work.Actor, work.Now);
        }

        return new StockDesk.Trail(AuditVerbs.StockDayClosed, Reason: why, Detail: alone ? $"{written} alone" : written);
    }
}
