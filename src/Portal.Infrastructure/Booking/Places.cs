using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Booking;

/// <summary>
/// Takes and frees places. A slot's row comes into being with its first place, so that nothing has to be generated
/// ahead; the statement itself refuses a place too many, and a check constraint stands behind it.
/// Lock order everywhere: drafts before slots, slots by point and start.
/// </summary>
internal static class Places
{
    /// <summary>Takes a place; false when the slot is full.</summary>
    public static async Task<bool> TakeAsync(PortalDbContext db, SlotChoice choice, CancellationToken ct)
    {
        var (point, start, capacity) = (choice.Point.Point.Id, choice.Slot.Start.ToUniversalTime(), choice.Point.Point.Slots.OnlineCapacity);
        var changed = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO slot_occupancies (service_point_id, start_at, local_day, capacity, taken)
            VALUES ({point}, {start}, {choice.LocalDay}, {capacity}, 1)
            ON CONFLICT (service_point_id, start_at)
            DO UPDATE SET taken = slot_occupancies.taken + 1, capacity = excluded.capacity
            WHERE slot_occupancies.taken < excluded.capacity
            """,
            ct);
        return changed == 1;
    }

    /// <summary>Frees one place.</summary>
    /// <exception cref="InvalidOperationException">The slot holds no place: a bug, and the transaction must not commit.</exception>
    public static async Task FreeAsync(PortalDbContext db, Guid point, DateTimeOffset start, CancellationToken ct)
    {
        var utc = start.ToUniversalTime();
        var changed = await db.Database.ExecuteSqlAsync($"UPDATE slot_occupancies SET taken = taken - 1 WHERE service_point_id = {point} AND start_at = {utc} AND taken > 0", ct);
        if (changed != 1)
        {
            throw new InvalidOperationException("A place was freed that nobody held.");
        }
    }

    /// <summary>Locks two slots in one order, so that two people who swap times cannot block each other.</summary>
    public static Task LockAsync(PortalDbContext db, Guid pointA, DateTimeOffset startA, Guid pointB, DateTimeOffset startB, CancellationToken ct)
    {
        var (a, b) = (startA.ToUniversalTime(), startB.ToUniversalTime());
        return db.Database.ExecuteSqlAsync(
            $"""
            SELECT 1 FROM slot_occupancies
            WHERE (service_point_id = {pointA} AND start_at = {a}) OR (service_point_id = {pointB} AND start_at = {b})
            ORDER BY service_point_id, start_at FOR UPDATE
            """,
            ct);
    }

    /// <summary>
    /// Frees the places of one slot whose ten minutes are over. The same statement turns the hold off and counts the
    /// place back, so each expires exactly once however many sweep at a time.
    /// </summary>
    public static Task<int> SweepAsync(PortalDbContext db, Guid point, DateTimeOffset start, DateTimeOffset now, CancellationToken ct)
    {
        var utc = start.ToUniversalTime();
        return db.Database.ExecuteSqlAsync(
            $"""
            WITH expired AS (
                UPDATE booking_drafts SET holds_place = false
                WHERE id IN (
                    SELECT id FROM booking_drafts
                    WHERE holds_place AND held_until <= {now} AND service_point_id = {point} AND start_at = {utc}
                    FOR UPDATE SKIP LOCKED)
                RETURNING 1),
            counted AS (SELECT count(*)::int AS places FROM expired)
            UPDATE slot_occupancies SET taken = taken - counted.places FROM counted
            WHERE service_point_id = {point} AND start_at = {utc} AND counted.places > 0
            """,
            ct);
    }
}
