using System.Globalization;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;

namespace Portal.Infrastructure.Stock;

/// <summary>Proposes to set the ledger right; nothing moves until a second person accepts.</summary>
public sealed class ProposeCorrection(StockDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.CorrectStock;

    /// <summary>How many more or fewer, and why, as typed.</summary>
    public sealed record Command(OfficeCode Office, int? Change, string? Reason, Guid CommandId);

    /// <summary>Returns the level, unchanged, or why not: <c>stock_change</c>, <c>reason_required</c>.</summary>
    public Task<Result<StockOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        desk.DoAsync(Permission, command.Office, command.CommandId, (work, _) => Task.FromResult(Propose(command, work)), actor, ct);

    private static Result<StockDesk.Trail> Propose(Command command, StockDesk.Work work)
    {
        var reason = AuditReason.Clean(command.Reason);
        var proposed = StockCorrection.Propose(Guid.CreateVersion7(work.Now), work.Office.Code, command.Change, reason.TryGet(out var why) ? why : "", work.Actor, work.Now);
        if (!reason.Succeeded || !proposed.Succeeded)
        {
            return Result<StockDesk.Trail>.Refused([.. proposed.Errors, .. reason.Errors]);
        }

        var correction = proposed.Value;
        work.Db.StockCorrections.Add(correction);
        return new StockDesk.Trail(AuditVerbs.StockCorrectionProposed, correction.Id, why, correction.Change.ToString(CultureInfo.InvariantCulture));
    }
}
