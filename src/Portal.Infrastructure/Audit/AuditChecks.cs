using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Audit;

/// <summary>Whether the audit trail is what it was when it was sealed: every chain, from its first seal on.</summary>
internal static class AuditChecks
{
    private const string Remedy =
        "Only somebody with the database in hands can do this. Keep a copy of it as it is, restore the last backup from before into another database, and compare; the heads on the printed stock sheets say which one is right.";

    public static async IAsyncEnumerable<Finding> RunAsync(PortalDbContext db)
    {
        // Years of events are looked through in one go.
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var offices = await db.Offices.Select(o => o.Code).ToListAsync();
        var known = await db.AuditSeals.Select(s => s.Chain).Distinct().ToListAsync();
        var (wrong, seals, events) = (false, 0L, 0L);
        foreach (var chain in known.Union(offices.Select(o => o.Value)).Append(AuditSeal.Installation).Distinct().Order(StringComparer.Ordinal))
        {
            var walk = await SealChain.WalkAsync(db, chain, null, CancellationToken.None);
            (seals, events) = (seals + walk.Seals, events + walk.Events);
            if (walk.Finding is { } finding)
            {
                wrong = true;
                yield return Finding.Wrong(SentenceOf(finding), Remedy);
            }
        }

        var twice = await db.Database.SqlQuery<long>($"SELECT id AS \"Value\" FROM (SELECT unnest(event_ids) AS id FROM audit_seals) sealed GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 1").ToListAsync();
        if (twice.Count > 0)
        {
            wrong = true;
            yield return Finding.Wrong(SentenceOf(new SealFinding(SealFault.EventTwice, "", null, twice[0], null)), Remedy);
        }

        if (!wrong)
        {
            var waiting = await db.UnsealedEvents.CountAsync();
            yield return Finding.Good(string.Create(CultureInfo.InvariantCulture, $"The audit trail is whole: {events} events under {seals} seals, {waiting} wait for the next one."));
        }
    }

    private static string SentenceOf(SealFinding finding)
    {
        var what = finding.Fault switch
        {
            SealFault.SealMissing => $"seal {finding.Sequence} is missing",
            SealFault.SealChanged => $"seal {finding.Sequence} was changed",
            SealFault.SealReplaced => $"seal {finding.Sequence} was replaced by another one",
            SealFault.EventMissing => finding.Sequence is null ? $"event {finding.EventId}, which waits for a seal, was deleted" : $"event {finding.EventId} under seal {finding.Sequence} was deleted",
            SealFault.EventChanged => $"event {finding.EventId} under seal {finding.Sequence} was changed",
            SealFault.EventInserted => $"event {finding.EventId} was slipped in: no seal covers it",
            SealFault.EventTwice => $"event {finding.EventId} is under two seals",
        };
        var where = finding.Chain switch { "" => "The audit trail", AuditSeal.Installation => "The audit trail of the installation", _ => $"The audit trail of {finding.Chain}" };
        return finding.Fault == SealFault.EventTwice ? $"{where}: {what}." : string.Create(CultureInfo.InvariantCulture, $"{where}: {what}. {(finding.TrustedUntil is { } until ? $"It can be trusted until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC, not after." : "Nothing of it can be trusted.")}");
    }
}
