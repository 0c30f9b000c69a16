using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>Withdraws or declines a broadcast, or stops it while it runs: what has not left is dropped and marked. Nobody needs a second person to send less.</summary>
public sealed class CancelBroadcast(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.WriteBroadcast;

    /// <summary>Which broadcast, and why.</summary>
    /// <param name="Broadcast">The broadcast.</param>
    /// <param name="Version">The row version that the page showed.</param>
    /// <param name="Reason">Why, as typed.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(Guid Broadcast, uint Version, string? Reason, Guid CommandId);

    /// <summary>Returns how many messages were dropped; or not_found, stale_page, reason_required, <c>broadcast_decided</c>.</summary>
    public Task<Result<int>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var office = await db.Broadcasts.Where(b => b.Id == command.Broadcast).Select(b => (OfficeCode?)b.OfficeCode).SingleOrDefaultAsync(ct);
        if (office is not { } code || actor.RefusalFor(Permission, code) is not null)
        {
            return AccessErrors.NotFound;
        }

        await BroadcastLock.TakeAsync(db, code, ct);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return 0;
        }

        var broadcast = await db.Broadcasts.SingleAsync(b => b.Id == command.Broadcast, ct);
        if (broadcast.State != BroadcastState.Cancelled && broadcast.Version != command.Version)
        {
            return AccessErrors.StalePage;
        }

        var reason = AuditReason.Clean(command.Reason);
        if (!reason.TryGet(out var why))
        {
            return Result<int>.Refused(reason.Errors);
        }

        var (now, ran) = (time.GetUtcNow(), broadcast.State == BroadcastState.Approved);
        var cancelled = broadcast.Cancel(why, actor, now);
        if (!cancelled.Succeeded)
        {
            return Result<int>.Refused(cancelled.Errors);
        }

        db.AuditEvents.Add(AuditEvent.Of(ran ? AuditVerbs.BroadcastStopped : AuditVerbs.BroadcastDeclined, actor, now, code, broadcast.Id, why, commandId: command.CommandId));
        await db.SaveChangesAsync(ct);
        // What a node has in its hands comes back to it as stopped, or is sent already.
        var dropped = ran
            ? (await db.Database.SqlQuery<int>(
                $"""
                WITH dropped AS (UPDATE outbox_messages SET state = 'Withdrawn', handled_at = {now}, lease_until = NULL WHERE event = 'Broadcast' AND event_key = {broadcast.EventKey} AND state = 'Pending' RETURNING id),
                steps AS (INSERT INTO message_steps (message_id, state, at) SELECT id, 'Withdrawn', {now} FROM dropped)
                SELECT count(*)::int AS "Value" FROM dropped
                """).ToListAsync(ct))[0]
            : 0;
        await transaction.CommitAsync(ct);
        return dropped;
    });
}
