using System.Globalization;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;

namespace Portal.Infrastructure.Stock;

/// <summary>Writes off loose blangko that are spoiled: wet, bent, misprinted by the maker. A card spoiled in the printer is the print desk's.</summary>
public sealed class WriteOffBlangko(StockDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.MoveBlangko;

    /// <summary>How many and why, as typed.</summary>
    public sealed record Command(OfficeCode Office, int? Quantity, string? Reason, Guid CommandId);

    /// <summary>Returns the level after it, or why not: <c>stock_quantity</c>, <c>reason_required</c>, <c>stock_not_enough</c>.</summary>
    public Task<Result<StockOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        desk.DoAsync(Permission, command.Office, command.CommandId, (work, stop) => WriteOffAsync(command, work, stop), actor, ct);

    private static async Task<Result<StockDesk.Trail>> WriteOffAsync(Command command, StockDesk.Work work, CancellationToken ct)
    {
        var typed = Typed.Of(command.Quantity, AuditReason.Clean(command.Reason));
        if (!typed.TryGet(out var clean))
        {
            return Result<StockDesk.Trail>.Refused(typed.Errors);
        }

        var (quantity, reason) = clean;
        var moved = await StockBook.MoveAsync(work.Db, work.Office.Code, -quantity, 0, balance => StockEntry.Spoiled(work.Office.Code, quantity, null, null, reason, balance, work.Today, work.Actor, work.Now, work.CommandId), ct);
        return moved.Succeeded
            ? new StockDesk.Trail(AuditVerbs.StockSpoiled, Reason: reason, Detail: quantity.ToString(CultureInfo.InvariantCulture))
            : Result<StockDesk.Trail>.Refused(moved.Errors);
    }
}

/// <summary>A quantity and a text that come together; the faults of both are told at once.</summary>
internal static class Typed
{
    public static Result<(int Quantity, string Text)> Of(int? quantity, Result<string> text)
    {
        IReadOnlyList<Error> faults = [.. quantity is >= 1 and <= StockRules.Most ? (IEnumerable<Error>)[] : [StockErrors.Quantity], .. text.Errors];
        return faults.Count > 0 ? Result<(int, string)>.Refused(faults) : (quantity!.Value, text.Value);
    }
}
