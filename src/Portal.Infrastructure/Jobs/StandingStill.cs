using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Jobs;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Stock;

namespace Portal.Infrastructure.Jobs;

/// <summary>Asks the data, one question each, whether something stands still.</summary>
public sealed class StandingStill(SharedScheduler shared, OfficeDirectory directory, IMessageSender sender, DataDisk disk)
{
    private const int LongestOpenDays = 14;

    /// <summary>Everything that stands still at this moment.</summary>
    public async Task<IReadOnlyList<AlertFinding>> FindAsync(PortalDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        var offices = (await directory.GetAsync(ct)).Offices;
        return
        [
            .. await JobsAsync(now, ct),
            .. await MessagesAsync(db, offices, now, ct),
            .. await HoldsAsync(db, now, ct),
            .. await SealsAsync(db, now, ct),
            .. await BatchesAsync(db, offices, now, ct),
            .. await StockDaysAsync(db, offices, now, ct),
            .. await HolidaysAsync(db, offices, now, ct),
            .. Disk(),
        ];
    }

    /// <summary>What is wrong with scheduled work. Paused work stands still because somebody said so.</summary>
    public static IEnumerable<AlertFinding> OfJobs(IEnumerable<JobLine> jobs, DateTimeOffset now)
    {
        foreach (var job in jobs.Where(j => !j.IsPaused))
        {
            if (job.FailuresInARow >= WatchRules.FailuresInARow)
            {
                yield return new AlertFinding(AlertKind.JobFailing, null, job.Name, job.FailuresInARow, job.Last);
            }

            // One that never ends is as silent as one that never begins.
            var moved = job.RunningSince ?? job.Last ?? job.Next;
            if (job.Every is { } every && moved is { } since && now - since > WatchRules.SilentAfter(every))
            {
                yield return new AlertFinding(AlertKind.JobSilent, null, job.Name, 0, since);
            }
        }
    }

    private async Task<IEnumerable<AlertFinding>> JobsAsync(DateTimeOffset now, CancellationToken ct) =>
        await shared.FindAsync(ct) is { } scheduler ? OfJobs(await JobLines.ReadAsync(shared, scheduler, ct), now) : [];

    // By night everything but codes waits; in the morning it gets the same half hour.
    private async Task<IEnumerable<AlertFinding>> MessagesAsync(PortalDbContext db, IReadOnlyList<OfficeEntry> offices, DateTimeOffset now, CancellationToken ct)
    {
        var due = now - WatchRules.MessageDue;
        var awake = offices.Where(o => !sender.Leaves || (QuietHours.NextAllowed(now, o.Calendar.Zone) == now && QuietHours.NextAllowed(due, o.Calendar.Zone) == due)).Select(o => o.Code).ToList();
        var stuck = await db.Outbox.Where(m => (m.State == MessageState.Pending || m.State == MessageState.Sending || m.State == MessageState.MaybeSent) && m.NotBefore <= due && (m.Urgency == MessageUrgency.Code || awake.Contains(m.OfficeCode)))
            .GroupBy(m => m.OfficeCode).Select(g => new { Office = g.Key, Count = g.Count(), Since = g.Min(m => m.NotBefore) }).ToListAsync(ct);
        return stuck.Select(s => new AlertFinding(AlertKind.MessagesStuck, s.Office, Amount: s.Count, Since: s.Since));
    }

    private static async Task<IEnumerable<AlertFinding>> HoldsAsync(PortalDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        var over = now - WatchRules.HoldOver;
        var stuck = await db.Drafts.Where(d => d.HoldsPlace && d.HeldUntil <= over).GroupBy(_ => 1).Select(g => new { Count = g.Count(), Since = g.Min(d => d.HeldUntil) }).SingleOrDefaultAsync(ct);
        return stuck is null ? [] : [new AlertFinding(AlertKind.HoldsStuck, null, Amount: stuck.Count, Since: stuck.Since)];
    }

    private static async Task<IEnumerable<AlertFinding>> SealsAsync(PortalDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        var due = now - WatchRules.SealDue;
        var waiting = await db.UnsealedEvents.GroupBy(u => u.Chain).Select(g => new { Chain = g.Key, First = g.Min(u => u.EventId), Count = g.Count() }).ToListAsync(ct);
        var first = waiting.ConvertAll(w => w.First);
        var moments = await db.AuditEvents.Where(e => first.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.At, ct);
        return waiting.Where(w => !moments.TryGetValue(w.First, out var at) || at <= due)
            .Select(w => new AlertFinding(AlertKind.SealsBehind, w.Chain == AuditSeal.Installation ? null : OfficeCode.Parse(w.Chain).Value, Amount: w.Count, Since: moments.TryGetValue(w.First, out var at) ? at : null));
    }

    // A weekend is no reason to worry.
    private static async Task<IEnumerable<AlertFinding>> BatchesAsync(PortalDbContext db, IReadOnlyList<OfficeEntry> offices, DateTimeOffset now, CancellationToken ct)
    {
        var old = now - WatchRules.BatchWaits;
        var stuck = await db.CentreBatches.Where(b => b.SentAt == null && b.MadeAt <= old).Select(b => new { b.OfficeCode, b.LocalDay, b.MadeAt }).ToListAsync(ct);
        return from batch in stuck
               join office in offices on batch.OfficeCode equals office.Code
               where office.Calendar.WorkingDaysBetween(batch.LocalDay, office.Calendar.LocalDay(now)) > 0
               group batch by office.Code into own
               select new AlertFinding(AlertKind.CentreStuck, own.Key, Amount: own.Count(), Since: own.Min(b => b.MadeAt));
    }

    private static async Task<IReadOnlyList<AlertFinding>> StockDaysAsync(PortalDbContext db, IReadOnlyList<OfficeEntry> offices, DateTimeOffset now, CancellationToken ct)
    {
        List<AlertFinding> found = [];
        foreach (var office in offices)
        {
            var today = office.Calendar.LocalDay(now);
            var since = today.AddDays(-LongestOpenDays);
            var counts = await db.StockDays.AsNoTracking().Where(d => d.OfficeCode == office.Code && d.Day >= since).ToDictionaryAsync(d => d.Day, ct);
            var open = (await StockLedger.DaysAsync(db, office.Code, since, today.AddDays(-1), ct))
                .Where(d => d.Sums.Moved && !(counts.TryGetValue(d.Day, out var count) && count.IsClosed(d.Sums))).Select(d => d.Day).ToList();
            if (open.Count > 0)
            {
                found.Add(new AlertFinding(AlertKind.StockDayOpen, office.Code, Amount: open.Count, Since: office.Calendar.InstantOf(open[0], TimeOnly.MinValue)));
            }
        }

        return found;
    }

    // Whoever is furthest ahead counts: there the year begins first.
    private static async Task<IReadOnlyList<AlertFinding>> HolidaysAsync(PortalDbContext db, IReadOnlyList<OfficeEntry> offices, DateTimeOffset now, CancellationToken ct)
    {
        var due = offices.Max(o => WatchRules.HolidaysDue(o.Calendar.LocalDay(now)));
        return due is not { } year || await db.Holidays.AnyAsync(h => h.Date.Year == year, ct)
            ? []
            : [new AlertFinding(AlertKind.HolidaysMissing, null, year.ToString(CultureInfo.InvariantCulture))];
    }

    private IEnumerable<AlertFinding> Disk() =>
        disk.Look() is { } room && WatchRules.IsNearlyFull(room.Free, room.Total) ? [new AlertFinding(AlertKind.DiskNearlyFull, null, Amount: (int)(room.Free / (1L << 20)))] : [];
}
