using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>One bundle of an office.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DeliveryNote">Number of the delivery note, or null.</param>
/// <param name="ShippedOn">The day it was shipped.</param>
/// <param name="OnItsWay">Cards noted and not yet scanned.</param>
/// <param name="Here">Cards that were in it.</param>
/// <param name="ReceivedAt">When it was counted, with the office's offset; null before.</param>
public sealed record BundleRow(Guid Id, string? DeliveryNote, DateOnly ShippedOn, int OnItsWay, int Here, DateTimeOffset? ReceivedAt);

/// <summary>One page of an office's bundles: those on their way first, then the latest.</summary>
/// <param name="Today">The office's own day now.</param>
/// <param name="PrintsHere">True where no bundles come.</param>
/// <param name="Waiting">Cards that wait to be printed elsewhere.</param>
/// <param name="Total">Bundles on all pages.</param>
/// <param name="Rows">Those of this page.</param>
public sealed record BundleList(DateOnly Today, bool PrintsHere, int Waiting, int Total, IReadOnlyList<BundleRow> Rows);

/// <summary>The bundles of an office without a printer.</summary>
public sealed class ViewBundles(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <summary>The largest page.</summary>
    public const int LargestPage = 100;

    /// <inheritdoc />
    public static Permission Permission => Permission.ReceiveBundles;

    /// <summary>Which part of which office's bundles.</summary>
    public sealed record Query(OfficeCode Office, int Skip = 0, int Take = 25);

    /// <summary>Returns the page, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<BundleList>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
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
        var bundles = db.Bundles.AsNoTracking().Where(b => b.OfficeCode == office.Code);
        var rows = await bundles.OrderBy(b => b.ReceivedAt != null).ThenByDescending(b => b.NotedAt).ThenBy(b => b.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 0, LargestPage))
            .Select(b => new
            {
                Bundle = b,
                OnItsWay = db.Applications.Count(a => a.BundleId == b.Id && a.State == ApplicationState.PrintedElsewhere),
                Here = db.Applications.Count(a => a.BundleId == b.Id && a.State != ApplicationState.PrintedElsewhere),
            })
            .ToListAsync(ct);
        return new BundleList(
            office.Calendar.LocalDay(time.GetUtcNow()),
            office.Rules.PrintsHere,
            await db.Applications.CountAsync(a => a.OfficeCode == office.Code && a.State == ApplicationState.PrintReady, ct),
            await bundles.CountAsync(ct),
            [.. rows.Select(r => new BundleRow(r.Bundle.Id, r.Bundle.DeliveryNote, r.Bundle.ShippedOn, r.OnItsWay, r.Bundle.Counted ?? r.Here, r.Bundle.ReceivedAt is { } at ? office.Local(at) : null))]);
    }
}
