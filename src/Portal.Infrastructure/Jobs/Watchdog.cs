using Microsoft.EntityFrameworkCore;
using Portal.Core.Jobs;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Jobs;

/// <summary>
/// Looks for things that stand still, from the data and not from what was missed: opens an alert once, keeps it while its cause is
/// there, and closes it when the cause is gone.
/// </summary>
public sealed class Watchdog(IDbContextFactory<PortalDbContext> databases, StandingStill standing, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many alerts were opened or closed.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var found = (await standing.FindAsync(db, now, ct)).ToDictionary(f => (f.Kind, f.Place, f.Subject));
        var changed = 0;
        foreach (var alert in await db.Alerts.Where(a => a.ClosedAt == null).ToListAsync(ct))
        {
            if (found.Remove((alert.Kind, alert.Place, alert.Subject), out var still))
            {
                alert.See(still, now);
            }
            else
            {
                alert.Close(now);
                changed++;
            }
        }

        db.Alerts.AddRange(found.Values.Select(f => new Alert(Guid.CreateVersion7(now), f, now)));
        changed += found.Count;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) == AlertMapping.OneOpen)
        {
            // Another node saw the same in the same moment, and wrote it down.
            return 0;
        }

        return changed;
    }
}
