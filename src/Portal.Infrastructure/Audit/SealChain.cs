using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
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

    // Seals are made after their events: one younger than this cannot cover an event of the time looked at. Clocks of nodes may differ.
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    /// <summary>Where the chain stands; null before its first seal.</summary>
    public static Task<SealHead?> HeadAsync(PortalDbContext db, string chain, CancellationToken ct) =>
        db.AuditSeals.Where(s => s.Chain == chain).OrderByDescending(s => s.Sequence).Select(s => new SealHead(s.Sequence, s.At, s.Hash)).FirstOrDefaultAsync(ct);

    /// <summary>Checks the seals made since a moment, or all, and that no event of that time was slipped in.</summary>
    public static async Task<ChainWalk> WalkAsync(PortalDbContext db, string chain, DateTimeOffset? since, CancellationToken ct)
    {
        var before = since is { } start
            ? await db.AuditSeals.Where(s => s.Chain == chain && s.At < start).OrderByDescending(s => s.Sequence).Select(s => new SealHead(s.Sequence, s.At, s.Hash)).FirstOrDefaultAsync(ct)
            : null;
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
        var start = since ?? DateTimeOffset.MinValue;
        // No moment is before year 1, and no slack either.
        var sealedSince = since is { } moment ? moment - Slack : start;
        var events = OfficeCode.TryParse(chain, out var office) ? db.AuditEvents.Where(e => e.OfficeCode == office) : db.AuditEvents.Where(e => e.OfficeCode == null);
        if (since is not null)
        {
            events = events.Where(e => e.At >= start);
        }

        var covered = db.AuditSeals.Where(s => s.Chain == chain && s.At >= sealedSince).SelectMany(s => s.EventIds);
        var stray = await events.Where(e => !covered.Any(id => id == e.Id) && !db.UnsealedEvents.Any(u => u.Chain == chain && u.EventId == e.Id))
            .OrderBy(e => e.Id).Select(e => new { e.Id, e.At }).FirstOrDefaultAsync(ct);
        if (stray is not null)
        {
            return new SealFinding(SealFault.EventInserted, chain, null, stray.Id, stray.At);
        }

        var gone = await db.UnsealedEvents.Where(u => u.Chain == chain && !db.AuditEvents.Any(e => e.Id == u.EventId)).OrderBy(u => u.EventId).Select(u => (long?)u.EventId).FirstOrDefaultAsync(ct);
        return gone is null ? null : new SealFinding(SealFault.EventMissing, chain, null, gone, (await HeadAsync(db, chain, ct))?.At);
    }
}
