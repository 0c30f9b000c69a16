using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Printing;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Stock;

namespace Portal.Infrastructure.Printing;

/// <summary>What its resident can be told of a card that is on its way; all empty for one that is not.</summary>
/// <param name="Place">Place in the office's print order, from 1; null unless it waits in it.</param>
/// <param name="Of">Cards in that order; null with <paramref name="Place"/>.</param>
/// <param name="Range">When the card is expected to be ready; null when nothing honest can be said, or nothing is waited for.</param>
/// <param name="Delay">Why it is later than was told; null when it is not.</param>
/// <param name="PerWeek">Cards the office has printed a week of late; null where too little is known, or without a place.</param>
/// <param name="WaitsForBlangko">True when it is ready to be printed and no blank is left for its place in the order.</param>
internal sealed record CardOutlook(int? Place, int? Of, PromisedRange? Range, PromiseDelay? Delay, int? PerWeek, bool WaitsForBlangko)
{
    /// <summary>Reads it. The place is counted along the index of the print order: never stale, and nothing to keep up to date.</summary>
    public static async Task<CardOutlook> ReadAsync(PortalDbContext db, OfficeEntry office, Guid id, ApplicationState state, short printClass, DateTimeOffset? printReadyAt, CancellationToken ct)
    {
        var (place, of) = ((int?)null, (int?)null);
        int? perWeek = null;
        if (state == ApplicationState.PrintReady)
        {
            var order = db.Applications.Where(a => a.OfficeCode == office.Code && a.State == ApplicationState.PrintReady);
            place = await order.CountAsync(a => EF.Functions.LessThanOrEqual(ValueTuple.Create(a.PrintClass, a.PrintReadyAt, a.Id), ValueTuple.Create(printClass, printReadyAt, id)), ct);
            of = await order.CountAsync(ct);
            perWeek = await db.PromiseRuns.Where(r => r.OfficeCode == office.Code).Select(r => r.PrintedPerWeek).SingleOrDefaultAsync(ct);
        }

        var promise = ApplicationWorkflow.AwaitsCard(state) ? await db.CardPromises.AsNoTracking().SingleOrDefaultAsync(p => p.ApplicationId == id, ct) : null;
        return new CardOutlook(place, of, promise?.Range, promise?.Range is null ? null : promise.Delay, perWeek, await StockLedger.WaitsAsync(db, office, state, place, ct));
    }
}
