using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Booking;

/// <summary>
/// Registers somebody who came without an appointment: the same questions, rules and numbers as a booking, but the
/// person is here already and takes no slot.
/// </summary>
public sealed class RegisterWalkIn(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, ApplicationRegistrar registrar, AppointmentMessages messages, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RegisterWalkIn;

    /// <summary>Who came, for what; the command id makes a double click one registration.</summary>
    public sealed record Command(OfficeCode Office, ServiceSlug Service, BookingAnswers Answers, Language Language, Guid CommandId);

    /// <summary>Returns the register number, or every fault of the answers.</summary>
    public Task<Result<RegisterNumber>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(command.Office) is not { } office)
        {
            return BookingErrors.OfficeUnknown;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await RegisteredBeforeAsync(db, command.CommandId, ct) is { } before)
        {
            return before;
        }

        var now = time.GetUtcNow();
        var today = office.Calendar.LocalDay(now);
        var details = BookingDetails.Check(command.Answers, office.Code, office.VillageCodes, command.Service, command.Language, today, today);
        if (!details.Succeeded)
        {
            return Result<RegisterNumber>.Refused(details.Errors);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var registration = await registrar.RegisterAsync(db, details.Value, office, Intake.WalkIn, now, ct);
        if (!registration.TryGet(out var registered))
        {
            return Result<RegisterNumber>.Refused(registration.Errors);
        }

        var application = registered.Application;
        var appointment = Appointment.ForWalkIn(Guid.CreateVersion7(now), application, office.Hall.Point.Id, today, now);
        db.Appointments.Add(appointment);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationSubmitted, actor, now, office.Code, application.Id, commandId: command.CommandId));
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.AppointmentCheckedIn, actor, now, office.Code, appointment.Id));
        messages.Add(db, application, appointment, office, MessageEvent.BookingConfirmed, appointment.Id.ToString("N"), now);
        try
        {
            await db.SaveChangesAsync(ct);
            await WalkInDrafts.DropAsync(db, actor, office.Code, ct);
        }
        catch (DbUpdateException e) when (ApplicationRegistrar.RefusalFor(e) is { } taken)
        {
            // The second click of two at once meets the first one's NIK before its command id.
            await transaction.RollbackAsync(ct);
            return await RegisteredBeforeAsync(db, command.CommandId, ct) is { } first ? first : taken;
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) == AuditEventMapping.OncePerCommand)
        {
            await transaction.RollbackAsync(ct);
            return (await RegisteredBeforeAsync(db, command.CommandId, ct))!.Value;
        }

        await transaction.CommitAsync(ct);
        return application.Register;
    });

    private static async Task<RegisterNumber?> RegisteredBeforeAsync(PortalDbContext db, Guid commandId, CancellationToken ct)
    {
        var subject = await db.AuditEvents.AsNoTracking().Where(e => e.CommandId == commandId && e.Verb == AuditVerbs.ApplicationSubmitted).Select(e => e.SubjectId).SingleOrDefaultAsync(ct);
        return subject is { } id ? await db.Applications.AsNoTracking().Where(a => a.Id == id).Select(a => a.Register).SingleAsync(ct) : null;
    }
}
