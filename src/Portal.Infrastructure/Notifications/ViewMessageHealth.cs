using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>How the messages of an office fare: by hour of today, by day, how long they take, and what waits. Counted by when they were written, so that each is counted once.</summary>
public sealed class ViewMessageHealth(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <summary>How many days are shown, today included.</summary>
    public const int Days = 14;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewMessages;

    /// <summary>Which office.</summary>
    public sealed record Query(OfficeCode Office);

    /// <summary>Returns the figures, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<MessageHealth>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var now = time.GetUtcNow();
        var today = office.Calendar.LocalDay(now);
        await using var db = await databases.CreateDbContextAsync(ct);
        var from = today.AddDays(1 - Days);
        var all = await CountAsync(db, office, from, ct);
        var since = office.Calendar.InstantOf(from, TimeOnly.MinValue).ToUniversalTime();
        var code = office.Code.Value;
        var paces = await db.Database.SqlQuery<Pace>($"""
            SELECT m.channel AS "Channel", count(*)::int AS "Left",
                percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM s.at - m.created_at)::float8) AS "Median",
                percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM s.at - m.created_at)::float8) AS "P95"
            FROM outbox_messages m
            JOIN LATERAL (SELECT min(at) AS at FROM message_steps WHERE message_id = m.id AND state IN ('Accepted', 'Sent', 'Delivered', 'Read')) s ON s.at IS NOT NULL
            WHERE m.office_code = {code} AND m.created_at >= {since}
            GROUP BY m.channel ORDER BY m.channel DESC
            """).ToListAsync(ct);
        var waiting = db.Outbox.Where(m => m.OfficeCode == office.Code && (m.State == MessageState.Pending || m.State == MessageState.Sending || m.State == MessageState.MaybeSent));
        var oldest = await waiting.MinAsync(m => (DateTimeOffset?)m.CreatedAt, ct);
        return new MessageHealth(
            today,
            [.. Enumerable.Range(0, 24).Select(hour => Sum(all.Where(h => h.Day == today && h.Hour == hour)))],
            [.. Enumerable.Range(0, Days).Select(n => from.AddDays(n)).Select(day => (day, Sum(all.Where(h => h.Day == day))))],
            [.. paces.Select(p => new ChannelPace(Enum.Parse<Channel>(p.Channel), p.Left, TimeSpan.FromSeconds(p.Median), TimeSpan.FromSeconds(p.P95)))],
            await waiting.CountAsync(ct),
            oldest is { } at ? now - at : null);
    }

    /// <summary>What became of the messages that an office wrote from one of its days on, hour by hour.</summary>
    internal static async Task<IReadOnlyList<Hourly>> CountAsync(PortalDbContext db, OfficeEntry office, DateOnly from, CancellationToken ct)
    {
        var (code, zone, since) = (office.Code.Value, office.Calendar.Zone.Id, office.Calendar.InstantOf(from, TimeOnly.MinValue).ToUniversalTime());
        return await db.Database.SqlQuery<Hourly>($"""
            SELECT (created_at AT TIME ZONE {zone})::date AS "Day", extract(hour FROM created_at AT TIME ZONE {zone})::int AS "Hour",
                count(*)::int AS "Written", count(provider_id)::int AS "Sent",
                count(*) FILTER (WHERE state IN ('Delivered', 'Read'))::int AS "Delivered",
                count(*) FILTER (WHERE state IN ('Failed', 'Expired', 'OptedOut'))::int AS "Failed"
            FROM outbox_messages WHERE office_code = {code} AND created_at >= {since}
            GROUP BY 1, 2
            """).ToListAsync(ct);
    }

    /// <summary>All of them together.</summary>
    internal static MessageCount Sum(IEnumerable<Hourly> hours) =>
        hours.Aggregate(MessageCount.None, (sum, h) => new(sum.Written + h.Written, sum.Sent + h.Sent, sum.Delivered + h.Delivered, sum.Failed + h.Failed));

    internal sealed record Hourly(DateOnly Day, int Hour, int Written, int Sent, int Delivered, int Failed);

    private sealed record Pace(string Channel, int Left, double Median, double P95);
}
