using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Calendar;

/// <summary>A service point as a change would leave it.</summary>
/// <param name="Office">Its office.</param>
/// <param name="Point">The point.</param>
/// <param name="After">Its schedule after the change.</param>
/// <param name="Touched">The days that the change can touch.</param>
/// <param name="Closes">Whether people hear that the office is closed.</param>
internal sealed record PointChange(OfficeEntry Office, ServicePoint Point, PointSchedule After, Func<DateOnly, bool> Touched, bool Closes);

/// <summary>What becomes of the people of one point.</summary>
/// <param name="Change">The change.</param>
/// <param name="Plan">Whom it touches.</param>
/// <param name="Taken">Places taken by slot start.</param>
/// <param name="Staying">People who have been checked in already and stay.</param>
internal sealed record PointPlanned(PointChange Change, VisitPlan Plan, IReadOnlyDictionary<DateTimeOffset, int> Taken, int Staying);

/// <summary>How many people a change moved.</summary>
/// <param name="Moved">People with a new time.</param>
/// <param name="Withdrawn">People who choose anew.</param>
/// <param name="Untold">People among them to whom no message could be written: no phone, or no messages wanted.</param>
public sealed record CalendarOutcome(int Moved, int Withdrawn, int Untold);

/// <summary>
/// Who is concerned by a changed calendar, and carrying that out, in the caller's transaction. Calendars are locked first: whoever
/// books shares that lock (see <see cref="Places"/>), so nothing comes in between.
/// </summary>
public sealed class CalendarDesk(AppointmentMessages messages)
{
    /// <summary>The channel on which nodes hear that an office has changed.</summary>
    public const string Channel = "offices";

    /// <summary>The detail in the trail of a visit that a change of the calendar moved or withdrew.</summary>
    public const string ByCalendar = "calendar";

    /// <summary>Locks service points against every booking until the transaction ends.</summary>
    internal static Task LockAsync(PortalDbContext db, IReadOnlyCollection<Guid> points, CancellationToken ct)
    {
        var ids = points.ToArray();
        return db.Database.ExecuteSqlAsync($"SELECT change_calendar(id) FROM service_points WHERE id = ANY ({ids}) ORDER BY id", ct);
    }

    /// <summary>Works out whom a change touches. Wishes are what the office has chosen for some of them.</summary>
    internal static async Task<PointPlanned> PlanAsync(PortalDbContext db, PointChange change, IReadOnlyDictionary<Guid, DateTimeOffset?> wishes, DateTimeOffset now, CancellationToken ct)
    {
        var point = change.Point.Id;
        var visits = await Ahead(db, change, now)
            .Select(v => new BookedVisit(v.Id, v.StartAt, v.EndAt, v.State == AppointmentState.CheckedIn)).ToListAsync(ct);
        var holds = await db.Drafts.AsNoTracking().Where(d => d.ServicePointId == point && d.HoldsPlace && d.StartAt > now)
            .Select(d => new HeldPlace(d.Id, d.StartAt, d.HeldUntil)).ToListAsync(ct);
        var taken = await db.SlotOccupancies.AsNoTracking().Where(o => o.ServicePointId == point && o.StartAt > now && o.Taken > 0).ToDictionaryAsync(o => o.StartAt, o => o.Taken, ct);
        foreach (var over in holds.Where(h => h.Until <= now))
        {
            taken[over.Start] = taken.GetValueOrDefault(over.Start) - 1;
        }

        var plan = VisitPlan.Of(change.After, change.Touched, visits, [.. holds.Where(h => h.Until > now)], taken, wishes, now);
        var staying = visits.Count(v => v.IsHere && change.Touched(change.After.Calendar.LocalDay(v.Start)) && !SlotPlan.IsSlot(v.Start, change.After, out _));
        return new PointPlanned(change, plan, taken, staying);
    }

    /// <summary>
    /// Carries a change out as it was seen: the same people, each with the time that stood on the page. Refused when meanwhile others are
    /// concerned or a time is taken; nothing is half done then, for the caller's transaction ends.
    /// </summary>
    internal async Task<Result<CalendarOutcome>> CarryOutAsync(PortalDbContext db, IReadOnlyList<PointChange> changes, IReadOnlyList<VisitMove> seen, DateTimeOffset now, Actor actor, Guid commandId, CancellationToken ct)
    {
        var wishes = seen.GroupBy(m => m.Appointment).ToDictionary(m => m.Key, m => m.First().To);
        var (done, withdrawn, untold) = (0, 0, 0);
        foreach (var change in changes)
        {
            await KeepVisitsAsync(db, change, now, ct);
            await SweepAsync(db, change.Point.Id, now, ct);
            var planned = await PlanAsync(db, change, wishes, now, ct);
            var plan = planned.Plan;
            if (!plan.Moves.All(m => wishes.TryGetValue(m.Appointment, out var to) && to?.ToUniversalTime() == m.To))
            {
                return CalendarErrors.PlanChanged;
            }

            if (!await MovePlacesAsync(db, change, plan, ct))
            {
                return CalendarErrors.PlanChanged;
            }

            untold += await MoveVisitsAsync(db, change, plan, now, actor, commandId, ct);
            done += plan.Moves.Count;
            withdrawn += plan.Moves.Count(m => m.To is null);
        }

        // Somebody on the page is no longer concerned: they have cancelled, or come by another time.
        return done == seen.Count ? new CalendarOutcome(done - withdrawn, withdrawn, untold) : CalendarErrors.PlanChanged;
    }

    /// <summary>Tells every node, once the transaction commits.</summary>
    internal static Task TellNodesAsync(PortalDbContext db, CancellationToken ct) => db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, '')", ct);

    // Whoever is still expected at the point, by the index of an office's days.
    private static IQueryable<Appointment> Ahead(PortalDbContext db, PointChange change, DateTimeOffset now)
    {
        var (point, office, today) = (change.Point.Id, change.Office.Code, change.After.Calendar.LocalDay(now));
        return db.Appointments.AsNoTracking().Where(v => v.OfficeCode == office && v.LocalDay >= today && v.ServicePointId == point && v.IsLive && !v.WalkIn && v.StartAt > now);
    }

    // Applications before appointments, as everybody else does who changes both.
    private static async Task KeepVisitsAsync(PortalDbContext db, PointChange change, DateTimeOffset now, CancellationToken ct)
    {
        var visits = await Ahead(db, change, now)
            .Select(v => new { v.Id, v.ApplicationId, v.LocalDay }).ToListAsync(ct);
        var touched = visits.Where(v => change.Touched(v.LocalDay)).ToList();
        var (applications, appointments) = (touched.Select(v => v.ApplicationId).ToArray(), touched.Select(v => v.Id).ToArray());
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM applications WHERE id = ANY ({applications}) ORDER BY id FOR UPDATE", ct);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM appointments WHERE id = ANY ({appointments}) ORDER BY id FOR UPDATE", ct);
    }

    private static async Task SweepAsync(PortalDbContext db, Guid point, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var start in await db.Drafts.Where(d => d.ServicePointId == point && d.HoldsPlace && d.HeldUntil <= now).Select(d => d.StartAt).Distinct().OrderBy(s => s).ToListAsync(ct))
        {
            await Places.SweepAsync(db, point, start, now, ct);
        }
    }

    private static async Task<bool> MovePlacesAsync(PortalDbContext db, PointChange change, VisitPlan plan, CancellationToken ct)
    {
        var point = change.Point.Id;
        var drafts = plan.DroppedHolds.Select(h => h.Draft).ToArray();
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM booking_drafts WHERE id = ANY ({drafts}) ORDER BY id FOR UPDATE", ct);
        // Only those that still hold it: one may have become an appointment, or been given up, a moment ago.
        var dropped = await db.Drafts.Where(d => drafts.Contains(d.Id) && d.HoldsPlace && d.ServicePointId == point).Select(d => new { d.Id, d.StartAt }).ToListAsync(ct);
        var ids = dropped.Select(d => d.Id).ToArray();
        await db.Database.ExecuteSqlAsync($"UPDATE booking_drafts SET holds_place = false WHERE id = ANY ({ids})", ct);
        var leave = plan.Moves.Select(m => m.From).Concat(dropped.Select(d => d.StartAt)).GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count());
        var come = plan.Moves.Select(m => m.To).OfType<DateTimeOffset>().GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count());
        foreach (var start in leave.Keys.Union(come.Keys).Order())
        {
            if (leave.GetValueOrDefault(start) is var gone and > 0)
            {
                await Places.FreeAsync(db, point, start, ct, gone);
            }

            if (come.GetValueOrDefault(start) is var places and > 0)
            {
                var day = change.After.Calendar.LocalDay(start);
                if (!await Places.TakeAsync(db, point, start, day, change.After.RulesOn(day).OnlineCapacity, places, ct))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private async Task<int> MoveVisitsAsync(PortalDbContext db, PointChange change, VisitPlan plan, DateTimeOffset now, Actor actor, Guid commandId, CancellationToken ct)
    {
        var ids = plan.Moves.Select(m => m.Appointment).Concat(plan.Refits.Select(r => r.Appointment)).ToList();
        var visits = await db.Appointments.Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
        var owners = visits.Values.Select(v => v.ApplicationId).ToList();
        var applications = await db.Applications.Where(a => owners.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        foreach (var refit in plan.Refits)
        {
            visits[refit.Appointment].Refit(refit.Slot);
        }

        var untold = 0;
        foreach (var move in plan.Moves)
        {
            var visit = visits[move.Appointment];
            var application = applications[visit.ApplicationId];
            var done = move.To is { } to && SlotPlan.IsSlot(to, change.After, out var slot) ? visit.Move(change.Point.Id, slot, change.After.Calendar.LocalDay(to)) : visit.Cancel();
            if (!done.Succeeded)
            {
                throw new InvalidOperationException($"A locked appointment could not be moved: {done.Error.Code}.");
            }

            application.Touch(now);
            var tells = move.To is null ? MessageEvent.VisitWithdrawn : change.Closes ? MessageEvent.DayClosed : MessageEvent.BookingMoved;
            db.AuditEvents.Add(AuditEvent.Of(move.To is null ? AuditVerbs.AppointmentWithdrawn : AuditVerbs.AppointmentMoved, actor, now, application.OfficeCode, visit.Id, detail: ByCalendar));
            messages.Add(db, application, visit, change.Office, tells, commandId.ToString("N"), now);
            untold += application.Channel == Core.Applications.Channel.None ? 1 : 0;
        }

        return untold;
    }
}
