using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Notifications;

/// <summary>
/// Takes due messages for this node, under a lease. Nodes never wait for each other, and no lock is held afterwards. Whoever
/// is killed leaves messages behind whose lease ends: those may have been sent, so they are taken again only to be looked up.
/// </summary>
public sealed class MessageClaims(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, SpendingBook spending, PersonalDataVault vault, MessageComposer composer, IMessageSender sender, TimeProvider time)
{
    /// <summary>How long a node has a message for itself.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>What must be left of a lease to begin sending: longer than any answer may take, or two nodes could send.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    /// <summary>A message in hand.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="Unwanted">True when its person wants no messages.</param>
    /// <param name="Stopped">True when it belongs to a broadcast that was stopped.</param>
    public sealed record Claim(OutboxMessage Message, bool Unwanted, bool Stopped = false);

    // Broadcasts that wait for morning or for the next day's money stand in the way of nothing, but looking over thousands of them again and again would cost.
    private static readonly TimeSpan BeforeLookingAgain = TimeSpan.FromSeconds(1);

    private static readonly string[] Reminders = [.. SpendingRules.Reminders.Select(e => e.ToString())];

    private long _nothingToBroadcast;

    /// <summary>Takes up to so many, the most urgent and oldest first. Their state is Sending, or MaybeSent for those to be looked up.</summary>
    public async Task<IReadOnlyList<Claim>> TakeAsync(int most, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var until = now + Lease;
        // What only stays in the house wakes nobody.
        string[] quiet = sender.Leaves
            ? [.. (await directory.GetAsync(ct)).Offices.Where(o => QuietHours.NextAllowed(now, o.Calendar.Zone) > now).Select(o => o.Code.ToString())]
            : [];
        await using var db = await databases.CreateDbContextAsync(ct);
        var held = sender.Leaves ? await spending.HeldAsync(db, ct) : HeldOffices.None;
        var claimed = await ClaimAsync(db, MessageUrgency.Code, MessageUrgency.Ordinary, most, quiet, held.Reminders, until, ct);
        HashSet<Guid> stopped = [];
        if (claimed.Count < most && await BroadcastsAsync(db, most - claimed.Count, [.. quiet.Union(held.Broadcasts)], until, ct) is { Count: > 0 } broadcasts)
        {
            stopped = await StoppedAsync(db, broadcasts, ct);
            claimed.AddRange(broadcasts);
        }

        var unwanted = await UnwantedAsync(db, claimed, ct);
        return [.. claimed.OrderBy(m => m.Urgency).ThenBy(m => m.CreatedAt).ThenBy(m => m.Id).Select(m => new Claim(m, unwanted.Contains(m.Id), stopped.Contains(m.Id)))];
    }

    // What nobody waits for is asked for only when there is room, so that it costs the rest nothing.
    private async Task<IReadOnlyList<OutboxMessage>> BroadcastsAsync(PortalDbContext db, int most, string[] waiting, DateTimeOffset until, CancellationToken ct)
    {
        var last = Volatile.Read(ref _nothingToBroadcast);
        if (waiting.Length > 0 && last != 0 && time.GetElapsedTime(last) < BeforeLookingAgain)
        {
            return [];
        }

        var claimed = await ClaimAsync(db, MessageUrgency.Broadcast, MessageUrgency.Broadcast, most, waiting, [], until, ct);
        Volatile.Write(ref _nothingToBroadcast, claimed.Count == 0 ? time.GetTimestamp() : 0);
        return claimed;
    }

    private async Task<List<OutboxMessage>> ClaimAsync(PortalDbContext db, MessageUrgency first, MessageUrgency last, int most, string[] waiting, string[] remindLater, DateTimeOffset until, CancellationToken ct)
    {
        var (now, from, through) = (time.GetUtcNow(), (short)first, (short)last);
        return await db.Outbox.FromSql(
            $"""
            WITH due AS (
                SELECT id, state FROM outbox_messages
                WHERE state IN ('Pending', 'Sending', 'MaybeSent') AND not_before <= {now} AND (lease_until IS NULL OR lease_until <= {now}) AND urgency BETWEEN {from} AND {through}
                    AND (urgency = 0 OR office_code <> ALL ({waiting})) AND (event <> ALL ({Reminders}) OR office_code <> ALL ({remindLater}))
                ORDER BY urgency, created_at, id LIMIT {most} FOR UPDATE SKIP LOCKED),
            abandoned AS (INSERT INTO message_steps (message_id, state, at) SELECT id, 'MaybeSent', {now} FROM due WHERE state = 'Sending')
            UPDATE outbox_messages AS m
            SET state = CASE due.state WHEN 'Pending' THEN 'Sending' ELSE 'MaybeSent' END, lease_until = {until}, handled_at = CASE due.state WHEN 'MaybeSent' THEN m.handled_at ELSE {now} END
            FROM due WHERE m.id = due.id
            RETURNING m.*
            """).AsNoTracking().ToListAsync(ct);
    }

    // Whoever stops a broadcast withdraws what waits; what was in somebody's hands then comes back here.
    private static async Task<HashSet<Guid>> StoppedAsync(PortalDbContext db, IReadOnlyList<OutboxMessage> claimed, CancellationToken ct)
    {
        var ids = claimed.Select(m => Guid.ParseExact(m.EventKey, "N")).Distinct().ToList();
        var keys = (await db.Broadcasts.Where(b => ids.Contains(b.Id) && b.State == BroadcastState.Cancelled).Select(b => b.Id).ToListAsync(ct)).Select(Broadcast.KeyOf).ToHashSet();
        return [.. claimed.Where(m => m.State == MessageState.Sending && keys.Contains(m.EventKey)).Select(m => m.Id)];
    }

    // A code is asked for by whoever gets it. What may have been sent already is looked up, wanted or not.
    private async Task<IReadOnlySet<Guid>> UnwantedAsync(PortalDbContext db, List<OutboxMessage> claimed, CancellationToken ct)
    {
        Dictionary<Guid, byte[]> phones = [];
        foreach (var message in claimed.Where(m => sender.Leaves && m.Urgency != MessageUrgency.Code && m.State == MessageState.Sending))
        {
            try
            {
                phones[message.Id] = vault.HashOfSubscriber(composer.RecipientOf(message).Value);
            }
            catch (CryptographicException)
            {
                // Whoever opens it to send it will say so; the others must not wait for it.
            }
        }

        var stopped = phones.Count == 0 ? new HashSet<string>() : await OptOuts.AmongAsync(db, phones.Values, ct);
        return phones.Where(p => stopped.Contains(Convert.ToHexString(p.Value))).Select(p => p.Key).ToHashSet();
    }
}
