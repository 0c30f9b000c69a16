using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Booking;

/// <summary>
/// Takes and frees places. A slot's row comes into being with its first place, so that nothing has to be generated
/// ahead; the statement itself refuses a place too many, and a check constraint stands behind it.
/// Lock order everywhere: service points, drafts, slots by point and start.
/// </summary>
internal static class Places
{
    /// <summary>
    /// Takes a place; false when the slot is full. The same statement asks whether the calendar is still the one in which the slot was
    /// found, and keeps it so until the transaction ends (see CalendarLocks): whoever changes a calendar waits for those who are booking by
    /// it, and whoever comes then waits for the change.
    /// </summary>
    /// <exception cref="StaleCalendarException">It is not: <see cref="Retry"/> runs the transaction again, by the calendar as it is now.</exception>
    public static async Task<bool> TakeAsync(PortalDbContext db, OfficeDirectory directory, SlotChoice choice, CancellationToken ct)
    {
        var (point, start, capacity) = (choice.Point.Point.Id, choice.Slot.Start.ToUniversalTime(), choice.Point.Schedule.RulesOn(choice.LocalDay).OnlineCapacity);
        var revision = choice.Point.Point.Revision;
        var changed = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO slot_occupancies (service_point_id, start_at, local_day, capacity, taken)
            SELECT {point}, {start}, {choice.LocalDay}, {capacity}, 1 WHERE keep_calendar({point}) = {revision}
            ON CONFLICT (service_point_id, start_at)
            DO UPDATE SET taken = slot_occupancies.taken + 1, capacity = excluded.capacity
            WHERE slot_occupancies.taken < excluded.capacity
            """,
            ct);
        if (changed == 0 && !await db.ServicePoints.AnyAsync(p => p.Id == point && p.Revision == revision, ct))
        {
            directory.Invalidate(point, revision);
            throw new StaleCalendarException();
        }

        return changed == 1;
    }

    /// <summary>
    /// Keeps the calendars of an office as they are until the transaction ends. For acts that lock a record before they take a place: without
    /// it they and a change of the calendar could wait for each other.
    /// </summary>
    public static Task KeepCalendarsAsync(PortalDbContext db, OfficeCode office, CancellationToken ct)
    {
        var code = office.Value;
        return db.Database.ExecuteSqlAsync($"SELECT keep_calendar(id) FROM service_points WHERE office_code = {code} ORDER BY id", ct);
    }

    /// <summary>Takes several places of a slot for somebody who has locked its service point; false when so many are not left.</summary>
    public static async Task<bool> TakeAsync(PortalDbContext db, Guid point, DateTimeOffset start, DateOnly localDay, int capacity, int places, CancellationToken ct)
    {
        var utc = start.ToUniversalTime();
        return places <= capacity && await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO slot_occupancies (service_point_id, start_at, local_day, capacity, taken)
            VALUES ({point}, {utc}, {localDay}, {capacity}, {places})
            ON CONFLICT (service_point_id, start_at)
            DO UPDATE SET taken = slot_occupancies.taken + excluded.taken, capacity = excluded.capacity
            WHERE slot_occupancies.taken + excluded.taken <= excluded.capacity
            """,
            ct) == 1;
    }

    /// <summary>Frees places of a slot.</summary>
    /// <exception cref="InvalidOperationException">The slot holds fewer: a bug, and the transaction must not commit.</exception>
    public static async Task FreeAsync(PortalDbContext db, Guid point, DateTimeOffset start, CancellationToken ct, int places = 1)
    {
        var utc = start.ToUniversalTime();
        var changed = await db.Database.ExecuteSqlAsync($"UPDATE slot_occupancies SET taken = taken - {places} WHERE service_point_id = {point} AND start_at = {utc} AND taken >= {places}", ct);
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

    /// <summary>The same at every service point of an office, outside any transaction; true when a place has come free.</summary>
    public static async Task<bool> SweepAsync(IDbContextFactory<PortalDbContext> databases, OfficeEntry office, DateTimeOffset start, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var swept = 0;
        foreach (var point in office.Points)
        {
            swept += await SweepAsync(db, point.Point.Id, start, now, ct);
        }

        return swept > 0;
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
