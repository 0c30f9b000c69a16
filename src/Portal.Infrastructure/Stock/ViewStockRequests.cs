using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Stock;

/// <summary>One page of an office's requests for blangko, newest first.</summary>
/// <param name="Total">All requests.</param>
/// <param name="Rows">Those of this page.</param>
public sealed record StockRequestList(int Total, IReadOnlyList<StockRequestLine> Rows);

/// <summary>Shows what an office asked the Dinas for, and what became of it.</summary>
public sealed class ViewStockRequests(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewStock;

    /// <summary>What to show.</summary>
    public sealed record Query(OfficeCode Office, int Skip = 0, int Take = 25);

    /// <summary>Returns the requests, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<StockRequestList>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var total = await db.StockRequests.CountAsync(r => r.OfficeCode == office.Code, ct);
        var page = db.StockRequests.Where(r => r.OfficeCode == office.Code).OrderByDescending(r => r.AskedAt).Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 0, ViewStock.LargestPage));
        return new StockRequestList(total, await StockRequestLines.OfAsync(db, office, page, ct));
    }
}
