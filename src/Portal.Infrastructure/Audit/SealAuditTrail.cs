using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Audit;

/// <summary>
/// Seals what waits for a seal, chain by chain. What is due is read from the data: a run after an outage makes up for it, a second
/// run adds nothing, and one that is killed in the middle leaves whole seals and the rest waiting.
/// </summary>
public sealed class SealAuditTrail(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    // Tells this lock from others that hash an office.
    private const int Purpose = 0x5EA1;

    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many events were sealed.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var count = 0;
        foreach (var chain in await WaitingAsync(ct))
        {
            count += await SealAsync(chain, ct);
        }

        return count;
    }

    /// <summary>Seals what waits in one chain; returns how many events that were.</summary>
    internal async Task<int> SealAsync(string chain, CancellationToken ct)
    {
        var (count, last) = (0, 0);
        do
        {
            last = await Retry.OnConflictAsync(() => SealOnceAsync(chain, ct));
            count += last;
        }
        while (last == AuditSeal.Largest);
        return count;
    }

    private async Task<IReadOnlyList<string>> WaitingAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.UnsealedEvents.Select(u => u.Chain).Distinct().OrderBy(chain => chain).ToListAsync(ct);
    }

    private async Task<int> SealOnceAsync(string chain, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // One node at a time adds to a chain; what is read after the lock is what the other one has left.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Purpose}, hashtext({chain}))", ct);
        // An event that waits and is gone keeps waiting: the check says so.
        var events = await db.AuditEvents.AsNoTracking()
            .Where(e => db.UnsealedEvents.Where(u => u.Chain == chain).OrderBy(u => u.EventId).Select(u => u.EventId).Take(AuditSeal.Largest).Contains(e.Id))
            .OrderBy(e => e.Id).ToListAsync(ct);
        if (events.Count == 0)
        {
            return 0;
        }

        var ids = events.ConvertAll(e => e.Id);
        if (await db.UnsealedEvents.Where(u => u.Chain == chain && ids.Contains(u.EventId)).ExecuteDeleteAsync(ct) != ids.Count)
        {
            throw new InvalidOperationException("Somebody else took events out of the waiting ones.");
        }

        db.AuditSeals.Add(AuditSeal.Of(chain, await SealChain.HeadAsync(db, chain, ct), events, time.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return ids.Count;
    }
}
