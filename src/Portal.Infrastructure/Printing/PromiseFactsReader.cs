using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Printing;
using Portal.Core.Stock;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>
/// Reads what an office knows at this moment about when its cards will be ready: only sums and durations, nothing about one
/// person. For an office without a printer the first stage lasts until the bundle with the card is counted in.
/// </summary>
internal static class PromiseFactsReader
{
    private const int WorkingDays = 60;

    private static readonly ApplicationState[] BeforePrintReady =
        [ApplicationState.Recorded, ApplicationState.Verified, ApplicationState.SentToCentre, ApplicationState.DuplicateFound, ApplicationState.CentreFailed];

    public static async Task<PromiseFacts> ReadAsync(PortalDbContext db, OfficeEntry office, DateTimeOffset now, CancellationToken ct)
    {
        var calendar = office.Calendar;
        var (code, zone, today) = (office.Code.Value, calendar.Zone.Id, calendar.LocalDay(now));
        var since = BackBy(office, today, WorkingDays);
        var sinceAt = calendar.InstantOf(since, TimeOnly.MinValue).ToUniversalTime();
        var waiting = await db.Applications.CountAsync(a => a.OfficeCode == office.Code && a.State == ApplicationState.PrintReady, ct);
        var recorded = await db.Database.SqlQuery<DayCount>($"SELECT (recorded_at AT TIME ZONE {zone})::date AS \"Day\", count(*)::int AS \"Count\" FROM applications WHERE office_code = {code} AND recorded_at >= {sinceAt} GROUP BY 1").ToListAsync(ct);
        var first = office.Rules.PrintsHere ? await ToPrintReadyAsync(db, code, zone, sinceAt, ct) : await ToBundleAsync(db, code, zone, sinceAt, ct);
        var finish = await db.Database.SqlQuery<Span>($"""
            SELECT (p.at AT TIME ZONE {zone})::date AS "Start", (r.at AT TIME ZONE {zone})::date AS "Finish", count(*)::int AS "Count"
            FROM applications a
            JOIN LATERAL (SELECT max(s.at) AS at FROM application_statuses s WHERE s.application_id = a.id AND s.state = 'Printed' AND s.at >= {sinceAt}) p ON p.at IS NOT NULL
            LEFT JOIN LATERAL (SELECT min(s.at) AS at FROM application_statuses s WHERE s.application_id = a.id AND s.state = 'ReadyForPickup' AND s.at >= p.at) r ON true
            WHERE a.office_code = {code} AND a.state IN ('Printed', 'ReadyForPickup', 'Collected') AND a.active_at >= {sinceAt}
            GROUP BY 1, 2
            """).ToListAsync(ct);
        var facts = new PromiseFacts
        {
            Today = today,
            Calendar = calendar,
            BlanksOnHand = 0,
            PrintReadyWaiting = waiting,
            PrintsHere = office.Rules.PrintsHere,
            RecordedPerDay = PerDay(office, recorded, since, today),
            RecordingToPrintReady = History(office, first, today),
            PrintedToReady = History(office, finish, today),
            StandardDays = office.Rules.StandardDays,
        };
        return office.Rules.PrintsHere ? await WithBlanksAsync(facts, db, office, since, sinceAt, ct) : facts;
    }

    private static async Task<PromiseFacts> WithBlanksAsync(PromiseFacts facts, PortalDbContext db, OfficeEntry office, DateOnly since, DateTimeOffset sinceAt, CancellationToken ct)
    {
        var level = await db.StockLevels.AsNoTracking().SingleOrDefaultAsync(l => l.OfficeCode == office.Code, ct);
        var lines = db.StockEntries.AsNoTracking().Where(e => e.OfficeCode == office.Code);
        var deliveries = await lines.Where(e => e.Movement == StockMovement.Received).GroupBy(e => e.LocalDay).Select(g => new PastDelivery(g.Key, g.Sum(e => e.Change))).ToListAsync(ct);
        var days = await lines.Where(e => e.LocalDay >= since).GroupBy(e => e.LocalDay)
            .Select(g => new { Day = g.Key, Printed = -g.Where(e => e.Movement == StockMovement.Printed).Sum(e => e.Change), Last = g.Max(e => e.Id) })
            .Where(d => d.Day < facts.Today).ToListAsync(ct);
        var ids = days.Select(d => d.Last).ToList();
        var balances = await lines.Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.LocalDay, e => e.Balance, ct);
        var promised = await db.StockRequests.AsNoTracking().Where(r => r.OfficeCode == office.Code && r.State == StockRequestState.Promised).ToListAsync(ct);
        var left = await LeftAtCloseAsync(facts, db, office, sinceAt, ct);
        return facts with
        {
            BlanksOnHand = level?.Available ?? 0,
            Deliveries = deliveries,
            DeliveriesKnownSince = await lines.OrderBy(e => e.Id).Select(e => (DateOnly?)e.LocalDay).FirstOrDefaultAsync(ct),
            Announced = [.. promised.Where(r => r.ExpectedThrough >= facts.Today).Select(r => new AnnouncedDelivery(r.ExpectedFrom!.Value, r.ExpectedThrough!.Value, r.ExpectedLeast!.Value, r.ExpectedMost!.Value))],
            PrintDays = [.. days.Select(d => new PrintDay(d.Day, Math.Max(d.Printed, 0), balances[d.Day] > 0 && left(d.Day) > 0))],
            PrintsPerDay = office.Rules.PrintsPerDay,
        };
    }

    private static Task<List<Span>> ToPrintReadyAsync(PortalDbContext db, string code, string zone, DateTimeOffset sinceAt, CancellationToken ct)
    {
        var running = BeforePrintReady.Select(s => s.ToString()).ToArray();
        return db.Database.SqlQuery<Span>($"""
            SELECT (recorded_at AT TIME ZONE {zone})::date AS "Start", (print_ready_at AT TIME ZONE {zone})::date AS "Finish", count(*)::int AS "Count"
            FROM applications WHERE office_code = {code}
                AND ((recorded_at >= {sinceAt} AND print_ready_at >= recorded_at) OR (state = ANY({running}) AND recorded_at IS NOT NULL))
            GROUP BY 1, 2
            """).ToListAsync(ct);
    }

    private static Task<List<Span>> ToBundleAsync(PortalDbContext db, string code, string zone, DateTimeOffset sinceAt, CancellationToken ct)
    {
        var running = BeforePrintReady.Append(ApplicationState.PrintReady).Append(ApplicationState.PrintedElsewhere).Select(s => s.ToString()).ToArray();
        return db.Database.SqlQuery<Span>($"""
            SELECT (a.recorded_at AT TIME ZONE {zone})::date AS "Start", (r.at AT TIME ZONE {zone})::date AS "Finish", count(*)::int AS "Count"
            FROM applications a
            LEFT JOIN LATERAL (SELECT min(s.at) AS at FROM application_statuses s WHERE s.application_id = a.id AND s.verb = 'ReceiveCard') r ON true
            WHERE a.office_code = {code} AND ((a.recorded_at >= {sinceAt} AND r.at >= a.recorded_at) OR (a.state = ANY({running}) AND a.recorded_at IS NOT NULL))
            GROUP BY 1, 2
            """).ToListAsync(ct);
    }

    // Walks back from what waits now: what came on a day had not waited the evening before, what was printed had.
    private static async Task<Func<DateOnly, int>> LeftAtCloseAsync(PromiseFacts facts, PortalDbContext db, OfficeEntry office, DateTimeOffset sinceAt, CancellationToken ct)
    {
        var (code, zone) = (office.Code.Value, office.Calendar.Zone.Id);
        var came = (await db.Database.SqlQuery<DayCount>($"SELECT (print_ready_at AT TIME ZONE {zone})::date AS \"Day\", count(*)::int AS \"Count\" FROM applications WHERE office_code = {code} AND print_ready_at >= {sinceAt} GROUP BY 1").ToListAsync(ct)).ToDictionary(d => d.Day, d => d.Count);
        var went = (await db.Database.SqlQuery<DayCount>($"SELECT local_day AS \"Day\", (-sum(change))::int AS \"Count\" FROM stock_entries WHERE office_code = {code} AND movement = 'Printed' AND at >= {sinceAt} GROUP BY 1").ToListAsync(ct)).ToDictionary(d => d.Day, d => d.Count);
        Dictionary<DateOnly, int> left = [];
        var waiting = facts.PrintReadyWaiting;
        for (var day = facts.Today; day >= office.Calendar.LocalDay(sinceAt); day = day.AddDays(-1))
        {
            left[day] = waiting;
            waiting += went.GetValueOrDefault(day) - came.GetValueOrDefault(day);
        }

        return day => left.GetValueOrDefault(day);
    }

    private static List<int> PerDay(OfficeEntry office, List<DayCount> counts, DateOnly since, DateOnly today)
    {
        if (counts.Count == 0)
        {
            return [];
        }

        var byDay = counts.ToDictionary(c => c.Day, c => c.Count);
        var first = byDay.Keys.Min();
        List<int> days = [];
        for (var day = first > since ? first : since; day < today; day = day.AddDays(1))
        {
            if (PromiseDays.IsWorked(office.Calendar, day))
            {
                days.Add(byDay.GetValueOrDefault(day));
            }
        }

        return days;
    }

    private static StageHistory History(OfficeEntry office, List<Span> spans, DateOnly today)
    {
        Dictionary<(DateOnly, DateOnly), int> lengths = [];
        int Days(DateOnly start, DateOnly finish) =>
            lengths.TryGetValue((start, finish), out var days) ? days : lengths[(start, finish)] = PromiseDays.Between(office.Calendar, start, finish);
        return new(
            [.. spans.Where(s => s.Finish is not null).SelectMany(s => Enumerable.Repeat(Days(s.Start, s.Finish!.Value), s.Count))],
            [.. spans.Where(s => s.Finish is null).SelectMany(s => Enumerable.Repeat(Days(s.Start, today), s.Count))]);
    }

    private static DateOnly BackBy(OfficeEntry office, DateOnly day, int workingDays)
    {
        while (workingDays > 0)
        {
            day = day.AddDays(-1);
            workingDays -= office.Calendar.IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    internal sealed record DayCount(DateOnly Day, int Count);

    internal sealed record Span(DateOnly Start, DateOnly? Finish, int Count);
}
