using System.Globalization;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;

namespace Portal.Infrastructure.Stock;

/// <summary>Gives blangko to another office or back to the Dinas. Whoever gets them books them in with the delivery note.</summary>
public sealed class TransferBlangko(StockDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.TransferBlangko;

    /// <summary>How many and where to, as typed.</summary>
    public sealed record Command(OfficeCode Office, int? Quantity, string? Destination, Guid CommandId);

    /// <summary>Returns the level after it, or why not: <c>stock_quantity</c>, <c>stock_destination</c>, <c>stock_not_enough</c>.</summary>
    public Task<Result<StockOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        desk.DoAsync(Permission, command.Office, command.CommandId, (work, stop) => TransferAsync(command, work, stop), actor, ct);

    private static async Task<Result<StockDesk.Trail>> TransferAsync(Command command, StockDesk.Work work, CancellationToken ct)
    {
        var typed = Typed.Of(command.Quantity, DestinationOf(command.Destination));
        if (!typed.TryGet(out var clean))
        {
            return Result<StockDesk.Trail>.Refused(typed.Errors);
        }

        var (quantity, destination) = clean;
        var moved = await StockBook.MoveAsync(work.Db, work.Office.Code, -quantity, 0, balance => StockEntry.Transferred(work.Office.Code, quantity, destination, balance, work.Today, work.Actor, work.Now, work.CommandId), ct);
        return moved.Succeeded
            ? new StockDesk.Trail(AuditVerbs.StockTransferred, Reason: destination, Detail: quantity.ToString(CultureInfo.InvariantCulture))
            : Result<StockDesk.Trail>.Refused(moved.Errors);
    }

    private static Result<string> DestinationOf(string? text)
    {
        var clean = AuditReason.Clean(text);
        return clean.Errors.Contains(AccessErrors.ReasonRequired) ? StockErrors.Destination
            : clean.Succeeded ? clean
            : Result<string>.Refused([.. clean.Errors.Select(e => e.For("destination"))]);
    }
}
