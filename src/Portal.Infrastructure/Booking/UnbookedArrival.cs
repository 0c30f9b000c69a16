using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Booking;

/// <summary>
/// Notes the arrival of somebody who has a register number but no appointment: back with the papers that were missing, for a new
/// recording, or for the card. Nobody is sent home to book first.
/// </summary>
public sealed class UnbookedArrival(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time)
{
    /// <summary>Notes the arrival as a visit without a slot; somebody who is here already is left alone.</summary>
    public Task<Result<DeskOutcome>> NoteAsync(RegisterNumber register, Guid commandId, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var id = await db.Applications.Where(a => a.Register == register).Select(a => a.Id).SingleAsync(ct);
        var loaded = await OwnRecords.LockAsync(db, id, Permission.CheckIn, actor, ct);
        if (!loaded.TryGet(out var application))
        {
            return Result<DeskOutcome>.Refused(loaded.Errors);
        }

        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        DeskOutcome Outcome(Appointment visit, bool already) => new(
            visit.Id, visit.Version, register, application.Name, visit.State, office.Local(visit.StartAt), application.Needs, application.NikMismatch, already);

        // A double click, or two colleagues at once: the second waits for the lock and finds the visit of the first.
        if (await OwnRecords.LiveAppointmentAsync(db, id, ct) is { } live)
        {
            return live.State == AppointmentState.CheckedIn ? Outcome(live, already: true) : BookingErrors.HasAppointment;
        }

        if (!application.AwaitsVisit)
        {
            return BookingErrors.NoAppointment;
        }

        var now = time.GetUtcNow();
        var arrival = Appointment.ForWalkIn(Guid.CreateVersion7(now), application, office.Hall.Point.Id, office.Calendar.LocalDay(now), now);
        db.Appointments.Add(arrival);
        application.Touch(now);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.AppointmentCheckedIn, actor, now, office.Code, arrival.Id, commandId: commandId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (ApplicationRegistrar.RefusalFor(e) is not null)
        {
            return BookingErrors.HasAppointment;
        }

        await transaction.CommitAsync(ct);
        return Outcome(arrival, already: false);
    });
}
