using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>Counts a card's place along the index of the print order: never stale, and nothing to keep up to date.</summary>
internal static class PlaceInOrder
{
    /// <summary>The place, from 1, and how many cards are in the order.</summary>
    public static async Task<(int? Place, int? Of)> OfAsync(PortalDbContext db, OfficeCode office, short printClass, DateTimeOffset printReadyAt, Guid id, CancellationToken ct)
    {
        var order = db.Applications.Where(a => a.OfficeCode == office && a.State == ApplicationState.PrintReady);
        var place = await order.CountAsync(a => EF.Functions.LessThanOrEqual(ValueTuple.Create(a.PrintClass, a.PrintReadyAt, a.Id), ValueTuple.Create(printClass, (DateTimeOffset?)printReadyAt, id)), ct);
        return (place, await order.CountAsync(ct));
    }
}
