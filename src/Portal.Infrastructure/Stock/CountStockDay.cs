using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;

namespace Portal.Infrastructure.Stock;

/// <summary>The first half of the daily close: somebody counts the blanks. A day that was missed can be counted later.</summary>
public sealed class CountStockDay(StockDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.CloseStockDay;

    /// <summary>What was counted, as typed.</summary>
    /// <param name="Office">Where.</param>
    /// <param name="Day">Which day of the office; not later than today.</param>
    /// <param name="Counted">Blanks in the cupboard, those in the printer included.</param>
    /// <param name="Explanation">Why it differs from the ledger; blank when it does not.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(OfficeCode Office, DateOnly Day, int? Counted, string? Explanation, Guid CommandId);

    /// <summary>Returns the level, unchanged, or why not: <c>stock_day_not_yet</c>, <c>stock_day_closed</c>, <c>stock_counted</c>, <c>stock_difference_unexplained</c>.</summary>
    public Task<Result<StockOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        desk.DoAsync(Permission, command.Office, command.CommandId, (work, stop) => CountAsync(command, work, stop), actor, ct);

    private static async Task<Result<StockDesk.Trail>> CountAsync(Command command, StockDesk.Work work, CancellationToken ct)
    {
        if (command.Day > work.Today)
        {
            return StockErrors.DayNotYet;
        }

        string? explanation = null;
        if (!string.IsNullOrWhiteSpace(command.Explanation) && !AuditReason.Clean(command.Explanation).TryGet(out explanation))
        {
            return Result<StockDesk.Trail>.Refused([.. AuditReason.Clean(command.Explanation).Errors.Select(e => e.For("explanation"))]);
        }

        var sums = await StockLedger.DayAsync(work.Db, work.Office.Code, command.Day, ct);
        if (await work.Db.StockDays.SingleOrDefaultAsync(d => d.OfficeCode == work.Office.Code && d.Day == command.Day, ct) is { } earlier)
        {
            var again = earlier.CountAgain(sums, command.Counted, explanation, work.Actor, work.Now);
            return again.Succeeded ? Counted(command) : Result<StockDesk.Trail>.Refused(again.Errors);
        }

        var counted = StockDay.Count(work.Office.Code, command.Day, sums, command.Counted, explanation, work.Actor, work.Now);
        if (!counted.TryGet(out var day))
        {
            return Result<StockDesk.Trail>.Refused(counted.Errors);
        }

        work.Db.StockDays.Add(day);
        return Counted(command);
    }

    private static StockDesk.Trail Counted(Command command) =>
        new(AuditVerbs.StockDayCounted, Detail: command.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
