using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Audit;

/// <summary>Where a chain of seals stands, and whether it holds.</summary>
/// <param name="Last">Its last seal; null while there is none.</param>
/// <param name="Waiting">Events that no seal covers yet.</param>
/// <param name="Walk">What the check found.</param>
/// <param name="Whole">True when it was checked from its first seal on, false for the last days only.</param>
public sealed record AuditChain(SealHead? Last, int Waiting, ChainWalk Walk, bool Whole);

/// <summary>Checks the chain of an office or of the installation: that nothing sealed was changed, deleted or slipped in.</summary>
public sealed class ViewAuditChain(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    /// <summary>How many days back it is checked unless the whole is asked for.</summary>
    public const int Days = 7;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewAudit;

    /// <summary>Whose chain (null for that of the installation), and whether all of it.</summary>
    public sealed record Query(OfficeCode? Office, bool Whole = false);

    /// <summary>Returns the chain; or not_found for one that is not the actor's.</summary>
    public async Task<Result<AuditChain>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalForTrail(query.Office) is { } refusal)
        {
            return refusal;
        }

        var chain = AuditSeal.ChainOf(query.Office);
        await using var db = await databases.CreateDbContextAsync(ct);
        var walk = await SealChain.WalkAsync(db, chain, query.Whole ? null : time.GetUtcNow().AddDays(-Days), ct);
        return new AuditChain(await SealChain.HeadAsync(db, chain, ct), await db.UnsealedEvents.CountAsync(u => u.Chain == chain, ct), walk, query.Whole);
    }
}
