using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>One card of a bundle.</summary>
/// <param name="Register">The application's number.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="Village">The village.</param>
/// <param name="VillageName">Its name.</param>
/// <param name="State">Where it stands now.</param>
public sealed record BundleCard(RegisterNumber Register, string? Name, VillageCode Village, string VillageName, ApplicationState State)
{
    /// <summary>True once it was scanned.</summary>
    public bool IsHere => State != ApplicationState.PrintedElsewhere;
}

/// <summary>A bundle with its cards, by village.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its row version, to be sent back with an act.</param>
/// <param name="Office">Its office.</param>
/// <param name="DeliveryNote">Number of the delivery note, or null.</param>
/// <param name="ShippedOn">The day it was shipped.</param>
/// <param name="ReceivedAt">When it was counted, with the office's offset; null before.</param>
/// <param name="ReceivedBy">Name of who counted it, or null.</param>
/// <param name="Cards">Its cards; one that was missing is among them no more.</param>
public sealed record BundleView(Guid Id, uint Version, OfficeCode Office, string? DeliveryNote, DateOnly ShippedOn, DateTimeOffset? ReceivedAt, string? ReceivedBy, IReadOnlyList<BundleCard> Cards);

/// <summary>One bundle, for the page where it is counted.</summary>
public sealed class ViewBundle(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ReceiveBundles;

    /// <summary>Which bundle.</summary>
    public sealed record Query(Guid BundleId);

    /// <summary>Returns the bundle, or not_found.</summary>
    public async Task<Result<BundleView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Bundles.AsNoTracking().SingleOrDefaultAsync(b => b.Id == query.BundleId, ct) is not { } bundle || actor.RefusalFor(Permission, bundle.OfficeCode) is not null)
        {
            return AccessErrors.NotFound;
        }

        var office = (await directory.GetAsync(ct))[bundle.OfficeCode];
        var by = await db.Users.Where(u => u.Id == bundle.ReceivedBy).Select(u => u.DisplayName).SingleOrDefaultAsync(ct);
        var cards = await db.Applications.AsNoTracking().Where(a => a.BundleId == bundle.Id).OrderBy(a => a.VillageCode).ThenBy(a => a.NameSearch).ThenBy(a => a.Id)
            .Select(a => new { a.Register, a.Name, a.VillageCode, a.State }).ToListAsync(ct);
        return new BundleView(
            bundle.Id,
            bundle.Version,
            office.Code,
            bundle.DeliveryNote,
            bundle.ShippedOn,
            bundle.ReceivedAt is { } at ? office.Local(at) : null,
            by,
            [.. cards.Select(c => new BundleCard(c.Register, c.Name, c.VillageCode, office.NameOf(c.VillageCode), c.State))]);
    }
}
