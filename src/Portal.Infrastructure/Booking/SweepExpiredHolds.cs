using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Booking;

/// <summary>Frees every place whose ten minutes are over.</summary>
public sealed class SweepExpiredHolds(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many slots got places back. A slot at a time, so that no lock is held across slots.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        var slots = await db.Drafts.Where(d => d.HoldsPlace && d.HeldUntil <= now).Select(d => new { d.ServicePointId, d.StartAt }).Distinct().ToListAsync(ct);
        var swept = 0;
        foreach (var slot in slots)
        {
            swept += await Places.SweepAsync(db, slot.ServicePointId, slot.StartAt, now, ct);
        }

        return swept;
    }
}
