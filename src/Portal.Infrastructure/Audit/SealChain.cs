using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Audit;

/// <summary>What a walk along a chain found.</summary>
/// <param name="Seals">Seals found right.</param>
/// <param name="Events">Events found right.</param>
/// <param name="From">When the first of them was made, UTC; null for none.</param>
/// <param name="Head">The last of them; null for none.</param>
/// <param name="Finding">The first thing that is wrong; null when nothing is.</param>
public sealed record ChainWalk(long Seals, long Events, DateTimeOffset? From, SealHead? Head, SealFinding? Finding);

/// <summary>Reads and checks the chain of one office, or of the installation, in pieces of bounded size.</summary>
internal static class SealChain
{
    // Events in memory at a time, about; one seal has at most AuditSeal.Largest.
    private const int Piece = 10_000;
    private const int MostSeals = 500;

    // What a page may look through while somebody waits for it.
    private const int MostLately = 3_000;
    private const int MostEventsLately = 30_000;

    // Seals are made after their events: one younger than this cannot cover an event of the time looked at. Clocks of nodes may differ.
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    /// <summary>Where the chain stands; null before its first seal.</summary>
    public static Task<SealHead?> HeadAsync(PortalDbContext db, string chain, CancellationToken ct) =>
        db.AuditSeals.Where(s => s.Chain == chain).OrderByDescending(s => s.Sequence).Select(s => new SealHead(s.Sequence, s.At, s.Hash)).FirstOrDefaultAsync(ct);

    /// <summary>Checks the seals made since a moment, or all, and that no event of that time was slipped in.</summary>
    public static async Task<ChainWalk> WalkAsync(PortalDbContext db, string chain, DateTimeOffset? since, CancellationToken ct)
    {
        var before = since is { } start ? await BeforeLatelyAsync(db, chain, start, ct) : null;
        var verifier = new SealVerifier(chain, before);
        DateTimeOffset? from = null;
        while (await NextAsync(db, chain, verifier.Head?.Sequence ?? 0, ct) is { Count: > 0 } seals)
        {
            from ??= seals[0].At;
            var ids = seals.SelectMany(s => s.EventIds).ToList();
            var events = await db.AuditEvents.AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
            foreach (var seal in seals)
            {
                if (verifier.Check(seal, events) is { } finding)
                {
                    return new ChainWalk(verifier.Seals, verifier.Events, from, verifier.Head, finding);
                }
            }
        }

        return new ChainWalk(verifier.Seals, verifier.Events, from, verifier.Head, await StrayAsync(db, chain, since, ct));
    }

    // The head before what was sealed lately. After an outage, or right after this came to an old installation, that is a great deal: the latest will do.
    private static async Task<SealHead?> BeforeLatelyAsync(PortalDbContext db, string chain, DateTimeOffset since, CancellationToken ct)
    {
        var lately = await db.AuditSeals.Where(s => s.Chain == chain && s.At >= since).OrderByDescending(s => s.Sequence).Select(s => new { s.Sequence, s.Count }).Take(MostLately).ToListAsync(ct);
        var (first, events) = (long.MaxValue, 0L);
        foreach (var seal in lately.TakeWhile(s => (events += s.Count) <= MostEventsLately || first == long.MaxValue))
        {
            first = seal.Sequence;
        }

        return await db.AuditSeals.Where(s => s.Chain == chain && s.Sequence < first).OrderByDescending(s => s.Sequence).Select(s => new SealHead(s.Sequence, s.At, s.Hash)).FirstOrDefaultAsync(ct);
    }

    // As many of the next seals as fit into memory together.
    private static async Task<IReadOnlyList<AuditSeal>> NextAsync(PortalDbContext db, string chain, long after, CancellationToken ct)
    {
        var sizes = await db.AuditSeals.Where(s => s.Chain == chain && s.Sequence > after).OrderBy(s => s.Sequence).Select(s => new { s.Sequence, s.Count }).Take(MostSeals).ToListAsync(ct);
        var (through, events) = (0L, 0L);
        foreach (var size in sizes)
        {
            if (through > 0 && events + size.Count > Piece)
            {
                break;
            }

            (through, events) = (size.Sequence, events + size.Count);
        }

        return await db.AuditSeals.AsNoTracking().Where(s => s.Chain == chain && s.Sequence > after && s.Sequence <= through).OrderBy(s => s.Sequence).ToListAsync(ct);
    }

    /// <summary>An event that no seal covers and that waits for none, or one that waits and is gone.</summary>
    private static async Task<SealFinding?> StrayAsync(PortalDbContext db, string chain, DateTimeOffset? since, CancellationToken ct)
    {
        if (await StrayIdAsync(db, chain, since, ct) is { } stray)
        {
            var at = await db.AuditEvents.Where(e => e.Id == stray).Select(e => (DateTimeOffset?)e.At).SingleOrDefaultAsync(ct);
            return new SealFinding(SealFault.EventInserted, chain, null, stray, at);
        }

        var gone = await db.UnsealedEvents.Where(u => u.Chain == chain && !db.AuditEvents.Any(e => e.Id == u.EventId)).OrderBy(u => u.EventId).Select(u => (long?)u.EventId).FirstOrDefaultAsync(ct);
        return gone is null ? null : new SealFinding(SealFault.EventMissing, chain, null, gone, (await HeadAsync(db, chain, ct))?.At);
    }

    // One set less two others, sorted or hashed: asked row by row it would take as long as the trail is, squared. The few that are left
    // are then looked for under every seal: a clock that was set back dates a seal before its events, which is no forgery.
    private static async Task<long?> StrayIdAsync(PortalDbContext db, string chain, DateTimeOffset? since, CancellationToken ct)
    {
        // The least moment is sent as minus infinity: no forged date comes before it.
        var (start, sealedSince) = since is { } moment ? (moment, moment - Slack) : (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        var found = chain == AuditSeal.Installation
            ? db.Database.SqlQuery<long?>(
                $"""
                SELECT min(id) AS "Value" FROM (
                    SELECT id FROM audit_events WHERE office_code IS NULL AND at >= {start}
                    EXCEPT SELECT unnest(event_ids) FROM audit_seals WHERE chain = {chain} AND at >= {sealedSince}
                    EXCEPT SELECT event_id FROM audit_unsealed WHERE chain = {chain}) stray
                WHERE NOT EXISTS (SELECT 1 FROM audit_seals WHERE chain = {chain} AND stray.id BETWEEN first_event_id AND last_event_id AND stray.id = ANY(event_ids))
                """)
            : db.Database.SqlQuery<long?>(
                $"""
                SELECT min(id) AS "Value" FROM (
                    SELECT id FROM audit_events WHERE office_code = {chain} AND at >= {start}
                    EXCEPT SELECT unnest(event_ids) FROM audit_seals WHERE chain = {chain} AND at >= {sealedSince}
                    EXCEPT SELECT event_id FROM audit_unsealed WHERE chain = {chain}) stray
                WHERE NOT EXISTS (SELECT 1 FROM audit_seals WHERE chain = {chain} AND stray.id BETWEEN first_event_id AND last_event_id AND stray.id = ANY(event_ids))
                """);
        return await found.SingleAsync(ct);
    }
}
