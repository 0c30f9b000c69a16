using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>Somebody whom a broadcast did not reach.</summary>
/// <param name="Register">The application's number.</param>
/// <param name="Name">The person; null after erasure.</param>
/// <param name="Village">The village.</param>
/// <param name="Reason">Why not.</param>
public sealed record UnreachedPerson(RegisterNumber Register, string? Name, VillageCode Village, UntoldReason Reason);

/// <summary>Whom a broadcast did not reach, by village and register number.</summary>
/// <param name="Office">The office.</param>
/// <param name="Today">The office's own day now.</param>
/// <param name="Text">What they are to be told.</param>
/// <param name="Rows">Who.</param>
/// <param name="More">How many more there are than can be printed.</param>
public sealed record UnreachedList(OfficeCode Office, DateOnly Today, string Text, IReadOnlyList<UnreachedPerson> Rows, int More);

/// <summary>Those without a phone, those who want no messages, and those whose message failed: their village tells them, from a printed list.</summary>
public sealed class ViewBroadcastUnreached(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <summary>The longest list.</summary>
    public const int Longest = 5_000;

    /// <inheritdoc />
    public static Permission Permission => Permission.WriteBroadcast;

    /// <summary>Which broadcast.</summary>
    public sealed record Query(Guid Broadcast);

    /// <summary>Returns the list, or not_found.</summary>
    public async Task<Result<UnreachedList>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Broadcasts.AsNoTracking().SingleOrDefaultAsync(b => b.Id == query.Broadcast, ct) is not { } broadcast || actor.RefusalFor(Permission, broadcast.OfficeCode) is not null)
        {
            return AccessErrors.NotFound;
        }

        var (notArrived, reaching) = (MessageWorkflow.StatesOf(MessageGroup.NotArrived), Telling.Reaching);
        var messages = db.Outbox.Where(m => m.Event == MessageEvent.Broadcast && m.EventKey == broadcast.EventKey);
        // Failed by one channel, and not on its way by the other.
        var failed = messages.Where(m => notArrived.Contains(m.State) && !messages.Any(o => o.ApplicationId == m.ApplicationId && o.Id != m.Id && reaching.Contains(o.State))).Select(m => new { m.ApplicationId, Reason = UntoldReason.Failed });
        var unreached = db.BroadcastUnreached.Where(u => u.BroadcastId == broadcast.Id).Select(u => new { u.ApplicationId, u.Reason });
        var why = (await unreached.ToListAsync(ct)).Concat(await failed.ToListAsync(ct)).DistinctBy(u => u.ApplicationId).ToDictionary(u => u.ApplicationId, u => u.Reason);
        var ids = why.Keys.ToList();
        var rows = await db.Applications.AsNoTracking().Where(a => ids.Contains(a.Id)).OrderBy(a => a.VillageCode).ThenBy(a => a.Register).Take(Longest).Select(a => new { a.Id, a.Register, a.Name, a.VillageCode }).ToListAsync(ct);
        return new UnreachedList(
            broadcast.OfficeCode,
            (await directory.GetAsync(ct))[broadcast.OfficeCode].Calendar.LocalDay(time.GetUtcNow()),
            broadcast.Text,
            [.. rows.Select(r => new UnreachedPerson(r.Register, r.Name, r.VillageCode, why[r.Id]))],
            why.Count - rows.Count);
    }
}
