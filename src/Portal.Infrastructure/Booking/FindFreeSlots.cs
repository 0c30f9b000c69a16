using Microsoft.EntityFrameworkCore;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Booking;

/// <summary>A slot with what is left of it.</summary>
/// <param name="ServicePointId">Where.</param>
/// <param name="Start">Start, inclusive, with the office's offset.</param>
/// <param name="End">End, exclusive, with the office's offset.</param>
/// <param name="Free">Places that can be booked online now.</param>
/// <param name="Capacity">Places that can be booked online at all; the share kept for walk-ins is not counted.</param>
public sealed record FreeSlot(Guid ServicePointId, DateTimeOffset Start, DateTimeOffset End, int Free, int Capacity);

/// <summary>The slots of an office on released days that have not begun, computed from its calendar; full ones included.</summary>
public sealed class FindFreeSlots(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <summary>The longest span that is answered, in days.</summary>
    public const int LongestSpan = 62;

    /// <inheritdoc />
    public static Permission Permission => Permission.FindFreeSlots;

    /// <summary>Which days, both inclusive.</summary>
    public sealed record Query(OfficeCode Office, DateOnly From, DateOnly Through);

    /// <summary>Lists the slots by start; an unknown office or a span that is reversed or too long is refused.</summary>
    public async Task<Result<IReadOnlyList<FreeSlot>>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var catalogue = await directory.GetAsync(ct);
        // Staff who set an office up look at its times before residents do.
        if ((actor.May(Permission.ViewOffices, query.Office) ? catalogue.Find(query.Office) : catalogue.FindPublic(query.Office)) is not { } office)
        {
            return BookingErrors.OfficeUnknown;
        }

        if (query.Through < query.From || query.Through.DayNumber - query.From.DayNumber > LongestSpan)
        {
            return BookingErrors.SpanInvalid(LongestSpan);
        }

        return (await ListAsync(office, query.From, query.Through, time.GetUtcNow(), ct)).ToList();
    }

    /// <summary>The same of an office that is known, however long the span.</summary>
    internal async Task<IReadOnlyList<FreeSlot>> ListAsync(OfficeEntry office, DateOnly from, DateOnly through, DateTimeOffset now, CancellationToken ct)
    {
        var points = office.Points.Select(p => p.Point.Id).ToArray();
        await using var db = await databases.CreateDbContextAsync(ct);

        // A hold that has run out counts as free even before the sweep has come by.
        var taken = await db.Database.SqlQuery<Taken>(
            $"""
            SELECT o.service_point_id, o.start_at, o.taken - (
                SELECT count(*)::int FROM booking_drafts d
                WHERE d.holds_place AND d.held_until <= {now} AND d.service_point_id = o.service_point_id AND d.start_at = o.start_at) AS places
            FROM slot_occupancies o
            WHERE o.service_point_id = ANY ({points}) AND o.local_day BETWEEN {from} AND {through}
            """).ToDictionaryAsync(t => (t.service_point_id, t.start_at), t => t.places, ct);

        List<FreeSlot> slots = [];
        foreach (var (id, schedule) in office.Points.Select(p => (p.Point.Id, p.Schedule)))
        {
            foreach (var day in SlotPlan.ReleasedDays(schedule, now).Where(d => d >= from && d <= through))
            {
                var capacity = schedule.RulesOn(day).OnlineCapacity;
                foreach (var slot in SlotPlan.SlotsOn(day, schedule).Where(s => s.Start > now))
                {
                    var places = taken.GetValueOrDefault((id, slot.Start.ToUniversalTime()));
                    slots.Add(new FreeSlot(id, slot.Start, slot.End, Math.Max(0, capacity - places), capacity));
                }
            }
        }

        // One time at two points is one choice: whoever books it gets a place where there is one, the hall first.
        return [.. slots.GroupBy(s => s.Start).OrderBy(g => g.Key).Select(g => g.Skip(1).Any() ? g.First() with { Free = g.Sum(s => s.Free), Capacity = g.Sum(s => s.Capacity) } : g.First())];
    }

    // Named as the columns are: an unmapped query result is matched by name.
#pragma warning disable IDE1006, CA1707, SA1300
    private sealed record Taken(Guid service_point_id, DateTimeOffset start_at, int places);
#pragma warning restore IDE1006, CA1707, SA1300
}
