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
public sealed class MessageClaims(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PersonalDataVault vault, MessageComposer composer, IMessageSender sender, TimeProvider time)
{
    /// <summary>How long a node has a message for itself.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>What must be left of a lease to begin sending: longer than any answer may take, or two nodes could send.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    /// <summary>A message in hand.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="Unwanted">True when its person wants no messages.</param>
    public sealed record Claim(OutboxMessage Message, bool Unwanted);

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
        var claimed = await db.Outbox.FromSql(
            $"""
            WITH due AS (
                SELECT id, state FROM outbox_messages
                WHERE state IN ('Pending', 'Sending', 'MaybeSent') AND not_before <= {now} AND (lease_until IS NULL OR lease_until <= {now})
                    AND (urgency = 0 OR office_code <> ALL ({quiet}))
                ORDER BY urgency, created_at, id LIMIT {most} FOR UPDATE SKIP LOCKED),
            abandoned AS (INSERT INTO message_steps (message_id, state, at) SELECT id, 'MaybeSent', {now} FROM due WHERE state = 'Sending')
            UPDATE outbox_messages AS m
            SET state = CASE due.state WHEN 'Pending' THEN 'Sending' ELSE 'MaybeSent' END, lease_until = {until}, handled_at = CASE due.state WHEN 'MaybeSent' THEN m.handled_at ELSE {now} END
            FROM due WHERE m.id = due.id
            RETURNING m.*
            """).AsNoTracking().ToListAsync(ct);
        var unwanted = await UnwantedAsync(db, claimed, ct);
        return [.. claimed.OrderBy(m => m.Urgency).ThenBy(m => m.CreatedAt).ThenBy(m => m.Id).Select(m => new Claim(m, unwanted.Contains(m.Id)))];
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
