using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Stock;

/// <summary>One office in the list of boards.</summary>
/// <param name="Office">The office.</param>
/// <param name="Available">Blanks that can still be given to a card.</param>
/// <param name="Waiting">Cards in the print order.</param>
/// <param name="HasLedger">False while the office has not entered a single blank: then nothing is known of its stock.</param>
public sealed record StockBoardRow(OfficeEntry Office, int Available, int Waiting, bool HasLedger);

/// <summary>The blangko of every office, at a glance.</summary>
public sealed class ViewStockBoards(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewStockBoard;

    /// <summary>Returns a row per office, by code.</summary>
    public async Task<Result<IReadOnlyList<StockBoardRow>>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var offices = (await directory.GetAsync(ct)).Public;
        await using var db = await databases.CreateDbContextAsync(ct);
        var levels = await db.StockLevels.AsNoTracking().ToDictionaryAsync(l => l.OfficeCode, ct);
        var waiting = await db.Applications.Where(a => a.State == ApplicationState.PrintReady).GroupBy(a => a.OfficeCode)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var begun = await db.Offices.Where(o => db.StockEntries.Any(e => e.OfficeCode == o.Code)).Select(o => o.Code).ToListAsync(ct);
        return (List<StockBoardRow>)[.. offices.Select(o => new StockBoardRow(o, levels.GetValueOrDefault(o.Code)?.Available ?? 0, waiting.GetValueOrDefault(o.Code), begun.Contains(o.Code)))];
    }
}
