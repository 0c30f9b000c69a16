using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Booking;

/// <summary>An appointment after an act of the desk, enough to say aloud what was done and to take it back.</summary>
/// <param name="Appointment">The appointment.</param>
/// <param name="Version">Its row version now.</param>
/// <param name="Register">The application's number.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="State">Where the appointment stands now.</param>
/// <param name="Start">Its start, with the office's offset.</param>
/// <param name="Needs">Needs that give priority.</param>
/// <param name="NikMismatch">True when birth date and NIK differ: look at the family card.</param>
/// <param name="Already">True when it stood there before: nothing was changed.</param>
public sealed record DeskOutcome(Guid Appointment, uint Version, RegisterNumber Register, string? Name, AppointmentState State, DateTimeOffset Start, SpecialNeeds Needs, bool NikMismatch, bool Already);

/// <summary>An act on one appointment of today.</summary>
/// <param name="Appointment">Which one.</param>
/// <param name="Version">The row version that the page showed, or null when it was found by its number just now.</param>
/// <param name="CommandId">Makes a double click one act.</param>
public sealed record DeskCommand(Guid Appointment, uint? Version, Guid CommandId);

/// <summary>What the desk's acts on an appointment have in common: permission, double clicks, stale pages, the trail.</summary>
public sealed class AppointmentDesk(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time)
{
    /// <summary>One kind of act.</summary>
    /// <param name="Permission">What it needs.</param>
    /// <param name="Verb">Its name in the trail.</param>
    /// <param name="Leads">The state it leads to; an appointment already there is left alone.</param>
    /// <param name="Apply">The entity's own verb.</param>
    public sealed record Act(Permission Permission, string Verb, AppointmentState Leads, Func<Appointment, DateOnly, DateTimeOffset, Result> Apply);

    /// <summary>Does it, or says why not.</summary>
    public Task<Result<DeskOutcome>> DoAsync(Act act, DeskCommand command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(act.Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM appointments WHERE id = {command.Appointment} FOR UPDATE", ct);
        if (await db.Appointments.SingleOrDefaultAsync(v => v.Id == command.Appointment, ct) is not { } appointment)
        {
            return AccessErrors.NotFound;
        }

        if (actor.RefusalFor(act.Permission, appointment.OfficeCode) is { } elsewhere)
        {
            return elsewhere;
        }

        var application = await db.Applications.SingleAsync(a => a.Id == appointment.ApplicationId, ct);
        var calendar = (await directory.GetAsync(ct))[appointment.OfficeCode].Calendar;
        DeskOutcome Outcome(bool already) => new(
            appointment.Id,
            appointment.Version,
            application.Register,
            application.Name,
            appointment.State,
            TimeZoneInfo.ConvertTime(appointment.StartAt, calendar.Zone),
            application.Needs,
            application.NikMismatch,
            already);

        // A double click, or two colleagues who saw the same person come in.
        if (appointment.State == act.Leads || await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return Outcome(already: true);
        }

        if (command.Version is { } seen && seen != appointment.Version)
        {
            return AccessErrors.StalePage;
        }

        var now = time.GetUtcNow();
        var today = calendar.LocalDay(now);
        // Nobody is checked in on another day than the appointment's, and what is long past is not brought back to life.
        if (appointment.LocalDay != today && act.Leads != AppointmentState.NoShow)
        {
            return BookingErrors.NotToday;
        }

        var done = act.Apply(appointment, today, now);
        if (!done.Succeeded)
        {
            return Result<DeskOutcome>.Refused(done.Errors);
        }

        if (appointment.State == AppointmentState.CheckedIn)
        {
            application.Touch(now);
        }

        db.AuditEvents.Add(AuditEvent.Of(act.Verb, actor, now, appointment.OfficeCode, appointment.Id, commandId: command.CommandId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) == AuditEventMapping.OncePerCommand)
        {
            return AccessErrors.StalePage;
        }
        catch (DbUpdateException e) when (ApplicationRegistrar.RefusalFor(e) is not null)
        {
            // Meanwhile the person has booked another appointment; one living appointment is all a NIK may have.
            return BookingErrors.HasAppointment;
        }

        await transaction.CommitAsync(ct);
        return Outcome(already: false);
    });
}
