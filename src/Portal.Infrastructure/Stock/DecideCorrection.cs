using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Staff;

namespace Portal.Infrastructure.Stock;

/// <summary>
/// Accepts or declines a correction of the ledger. Two persons; whoever proposed it may withdraw it, and may accept it
/// alone only with a reason, which somebody else reviews.
/// </summary>
public sealed class DecideCorrection(StockDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.CorrectStock;

    /// <summary>The decision.</summary>
    /// <param name="CorrectionId">Which proposal.</param>
    /// <param name="Version">The row version that the page showed.</param>
    /// <param name="Accept">Accepted, or declined.</param>
    /// <param name="AloneReason">Why the proposer accepts alone; null otherwise.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(Guid CorrectionId, uint Version, bool Accept, string? AloneReason, Guid CommandId);

    /// <summary>Returns the level after it, or why not: <c>stock_same_person</c>, <c>stock_decided</c>, <c>stock_not_enough</c>.</summary>
    public async Task<Result<StockOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        return await desk.OfficeOfAsync(db => db.StockCorrections.Where(c => c.Id == command.CorrectionId), c => c.OfficeCode, ct) is { } office
            ? await desk.DoAsync(Permission, office, command.CommandId, (work, stop) => DecideAsync(command, work, stop), actor, ct)
            : AccessErrors.NotFound;
    }

    private static async Task<Result<StockDesk.Trail>> DecideAsync(Command command, StockDesk.Work work, CancellationToken ct)
    {
        // Behind the lock of the office's level nobody else decides meanwhile.
        var correction = await work.Db.StockCorrections.SingleAsync(c => c.Id == command.CorrectionId, ct);
        string? why = null;
        var alone = command.Accept && work.Actor.StaffId == correction.ProposedBy && command.AloneReason is not null;
        if (alone && !AuditReason.Clean(command.AloneReason).TryGet(out why))
        {
            return Result<StockDesk.Trail>.Refused(AuditReason.Clean(command.AloneReason).Errors);
        }

        var decided = correction.Accepted is null && correction.Version != command.Version ? AccessErrors.StalePage : correction.Decide(command.Accept, alone, work.Actor, work.Now);
        if (!decided.Succeeded)
        {
            return Result<StockDesk.Trail>.Refused(decided.Errors);
        }

        if (!command.Accept)
        {
            return new StockDesk.Trail(AuditVerbs.StockCorrectionDeclined, correction.Id);
        }

        var moved = await StockBook.MoveAsync(work.Db, work.Office.Code, correction.Change, 0, balance => StockEntry.Corrected(work.Office.Code, correction.Change, correction.Reason, correction.ProposedBy, balance, work.Today, work.Actor, work.Now, work.CommandId), ct);
        if (!moved.Succeeded)
        {
            return Result<StockDesk.Trail>.Refused(moved.Errors);
        }

        if (alone)
        {
            LoneActs.Add(work.Db, work.Office, AuditVerbs.StockCorrected, correction.Id, why!, work.Actor, work.Now);
        }

        return new StockDesk.Trail(AuditVerbs.StockCorrected, correction.Id, why, alone ? "alone" : null);
    }
}
