using System.Globalization;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;

namespace Portal.Infrastructure.Stock;

/// <summary>Notes that blangko were asked for from the Dinas. The portal sends nothing upward: the letter goes its own way.</summary>
public sealed class RequestBlangko(StockDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RequestBlangko;

    /// <summary>How many, and a remark, as typed.</summary>
    public sealed record Command(OfficeCode Office, int? Quantity, string? Note, Guid CommandId);

    /// <summary>Returns the level, unchanged, or why not: <c>stock_quantity</c>.</summary>
    public Task<Result<StockOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        desk.DoAsync(Permission, command.Office, command.CommandId, (work, _) => Task.FromResult(Ask(command, work)), actor, ct);

    private static Result<StockDesk.Trail> Ask(Command command, StockDesk.Work work)
    {
        string? note = null;
        if (!string.IsNullOrWhiteSpace(command.Note) && !AuditReason.Clean(command.Note).TryGet(out note))
        {
            return Result<StockDesk.Trail>.Refused([.. AuditReason.Clean(command.Note).Errors.Select(e => e.For("note"))]);
        }

        var asked = StockRequest.Ask(Guid.CreateVersion7(work.Now), work.Office.Code, command.Quantity, note, work.Today, work.Actor, work.Now);
        if (!asked.TryGet(out var request))
        {
            return Result<StockDesk.Trail>.Refused(asked.Errors);
        }

        work.Db.StockRequests.Add(request);
        return new StockDesk.Trail(AuditVerbs.StockRequested, request.Id, Detail: request.Quantity.ToString(CultureInfo.InvariantCulture));
    }
}
