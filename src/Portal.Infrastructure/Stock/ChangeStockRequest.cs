using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;

namespace Portal.Infrastructure.Stock;

/// <summary>What can be noted of an open request; that blanks came for it is noted by <see cref="ReceiveBlangko"/>.</summary>
public enum StockAnswer
{
    /// <summary>The Dinas said when and how many.</summary>
    Promised,

    /// <summary>The Dinas said no.</summary>
    Refused,

    /// <summary>The office takes it back.</summary>
    Withdrawn,
}

/// <summary>Notes what the Dinas answered to a request, as told, or takes the request back.</summary>
public sealed class ChangeStockRequest(StockDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RequestBlangko;

    /// <summary>The days and quantities of a promise, as typed; both ends inclusive.</summary>
    public sealed record Promise(DateOnly? From, DateOnly? Through, int? Least, int? Most);

    /// <summary>What was answered.</summary>
    /// <param name="RequestId">Which request.</param>
    /// <param name="Version">The row version that the page showed.</param>
    /// <param name="Answer">What became of it.</param>
    /// <param name="Promised">When and how many, for a promise.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(Guid RequestId, uint Version, StockAnswer Answer, Promise? Promised, Guid CommandId);

    /// <summary>Returns the level, unchanged, or why not: <c>stock_expected</c>, <c>stock_decided</c>, <c>stale_page</c>.</summary>
    public async Task<Result<StockOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        return await desk.OfficeOfAsync(db => db.StockRequests.Where(r => r.Id == command.RequestId), r => r.OfficeCode, ct) is { } office
            ? await desk.DoAsync(Permission, office, command.CommandId, (work, stop) => ChangeAsync(command, work, stop), actor, ct)
            : AccessErrors.NotFound;
    }

    private static async Task<Result<StockDesk.Trail>> ChangeAsync(Command command, StockDesk.Work work, CancellationToken ct)
    {
        var request = await work.Db.StockRequests.SingleAsync(r => r.Id == command.RequestId, ct);
        var changed = request.IsOpen && request.Version != command.Version ? AccessErrors.StalePage : command.Answer switch
        {
            StockAnswer.Promised => command.Promised is { From: { } from, Through: { } through, Least: { } least, Most: { } most }
                ? request.Promise(from, through, least, most, work.Today, work.Now)
                : StockErrors.Expected,
            StockAnswer.Refused => request.Refuse(work.Now),
            StockAnswer.Withdrawn => request.Withdraw(work.Now),
        };
        return changed.Succeeded
            ? new StockDesk.Trail(AuditVerbs.StockRequestChanged, request.Id, Detail: request.State.ToString().ToLowerInvariant())
            : Result<StockDesk.Trail>.Refused(changed.Errors);
    }
}
