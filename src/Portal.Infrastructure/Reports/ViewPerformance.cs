using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Reports;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Printing;

namespace Portal.Infrastructure.Reports;

/// <summary>
/// The published performance of an office over the last ninety days, counted live. A count is kept for a minute: the page is
/// open to everyone, and a thousand readers must not count a thousand times.
/// </summary>
public sealed class ViewPerformance(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, IMessageSender sender, TimeProvider time) : IUseCase
{
    private const int Days = 90;
    private static readonly TimeSpan Usable = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<OfficeCode, (OfficePerformance Figures, DateTimeOffset At)> _kept = new();

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewPerformance;

    /// <summary>Which office.</summary>
    public sealed record Query(OfficeCode Office);

    /// <summary>Returns the figures, or office_unknown.</summary>
    public async Task<Result<OfficePerformance>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).FindPublic(query.Office) is not { } office)
        {
            return BookingErrors.OfficeUnknown;
        }

        var now = time.GetUtcNow();
        if (_kept.TryGetValue(office.Code, out var kept) && kept.At <= now && now - kept.At < Usable)
        {
            return kept.Figures;
        }

        var figures = await CountAsync(office, now, ct);
        _kept[office.Code] = (figures, now);
        return figures;
    }

    private async Task<OfficePerformance> CountAsync(OfficeEntry office, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var today = office.Calendar.LocalDay(now);
        var from = today.AddDays(1 - Days);
        var since = office.Calendar.InstantOf(from, TimeOnly.MinValue).ToUniversalTime();
        var code = office.Code.Value;
        var promises = await db.Database.SqlQuery<PromiseScore>($"""
            SELECT count(*) FILTER (WHERE p.ready_on BETWEEN p.given_from AND p.given_through)::int AS "Kept",
                count(*) FILTER (WHERE p.ready_on < p.given_from)::int AS "Early",
                count(*) FILTER (WHERE p.ready_on > p.given_through)::int AS "Late",
                count(*) FILTER (WHERE p.ready_on IS NULL AND p.given_through < {today})::int AS "Overdue",
                (percentile_disc(0.5) WITHIN GROUP (ORDER BY p.given_through - p.given_from))::int AS "MedianWidth"
            FROM card_promises p JOIN applications a ON a.id = p.application_id
            WHERE p.office_code = {code} AND p.given_on IS NOT NULL AND (p.ready_on >= {from} OR (p.ready_on IS NULL AND a.is_open))
            """).SingleAsync(ct);
        var medianDays = await db.Database.SqlQuery<Middle>($"""
            SELECT (percentile_disc(0.5) WITHIN GROUP (ORDER BY p.ready_on - (a.recorded_at AT TIME ZONE {office.Calendar.Zone.Id})::date))::int AS "Value"
            FROM card_promises p JOIN applications a ON a.id = p.application_id
            WHERE p.office_code = {code} AND p.ready_on >= {from} AND a.recorded_at IS NOT NULL
            """).SingleAsync(ct);
        var minutes = office.Rules.RecordingMinutes;
        var recording = await db.Database.SqlQuery<RecordingScore>($"""
            SELECT count(*)::int AS "People", (percentile_disc(0.5) WITHIN GROUP (ORDER BY ceil(extract(epoch FROM completed_at - started_at) / 60)))::int AS "MedianMinutes",
                CASE WHEN {minutes}::int IS NULL THEN NULL ELSE count(*) FILTER (WHERE completed_at - started_at <= make_interval(mins => {minutes}::int))::int END AS "Within"
            FROM recordings WHERE office_code = {code} AND local_day >= {from} AND completed_at IS NOT NULL
            """).SingleAsync(ct);
        var ready = await db.CardPromises.CountAsync(p => p.OfficeCode == office.Code && p.ReadyOn >= from, ct);
        var handed = await db.Handovers.CountAsync(h => h.OfficeCode == office.Code && h.LocalDay >= from && !h.TakenBack, ct);
        var uncollected = await db.Applications.CountAsync(a => a.OfficeCode == office.Code && a.State == ApplicationState.ReadyForPickup, ct);
        var acts = db.AuditEvents.Where(e => e.OfficeCode == office.Code && e.At >= since);
        var returned = await acts.CountAsync(e => e.Verb == AuditVerbs.DossierReturned, ct);
        var jumps = await acts.Jumps().CountAsync(ct);
        var lone = await db.LoneActs.Where(a => a.OfficeCode == office.Code && a.At >= since).GroupBy(_ => 1)
            .Select(g => new LoneScore(g.Count(), g.Count(a => a.ReviewedAt != null), g.Count(a => a.ReviewedAt == null && a.DueOn < today))).SingleOrDefaultAsync(ct);
        var yesterday = sender.Leaves ? await ViewMessageHealth.CountAsync(db, office, today.AddDays(-1), ct) : null;
        return new(office.Code, from, today, promises, recording, medianDays.Value, ready, handed, uncollected, returned, jumps, lone ?? new(0, 0, 0), yesterday is null ? null : ViewMessageHealth.Sum(yesterday.Where(h => h.Day < today)));
    }

    internal sealed record Middle(int? Value);
}
