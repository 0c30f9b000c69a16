using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

/// <summary>Withdraws an application, frees its place and tells the phone on file.</summary>
public sealed class CancelApplication(IDbContextFactory<PortalDbContext> databases, ApplicationCloser closer, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.CancelApplication;

    /// <summary>Which application; the command id makes a double click one act.</summary>
    public sealed record Command(Guid ApplicationId, Guid CommandId);

    /// <summary>Returns the register number of what was cancelled.</summary>
    public Task<Result<RegisterNumber>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var loaded = await OwnRecords.LockAsync(db, command.ApplicationId, Permission, actor, ct);
        if (!loaded.TryGet(out var application))
        {
            return Result<RegisterNumber>.Refused(loaded.Errors);
        }

        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return application.Register;
        }

        var now = time.GetUtcNow();
        var cancelled = application.Cancel(actor, now);
        if (!cancelled.Succeeded)
        {
            return Result<RegisterNumber>.Refused(cancelled.Errors);
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationCancelled, actor, now, application.OfficeCode, application.Id, commandId: command.CommandId));
        await closer.EndAsync(db, application, actor, now, ct);
        await closer.TellAsync(db, application, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return application.Register;
    });
}

/// <summary>What every end of an application has in common, inside the caller's transaction.</summary>
public sealed class ApplicationCloser(MessageComposer messages, OfficeDirectory directory)
{
    /// <summary>The application has ended: its appointment is given up, and so is a recording that somebody has begun.</summary>
    public async Task EndAsync(PortalDbContext db, CardApplication application, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        await FreeAppointmentAsync(db, application, now, ct);
        await GiveUpRecordingAsync(db, application, _ => true, "ended", actor, now, ct);
    }

    /// <summary>Gives up the open recording, if there is one and it is meant, and notes why.</summary>
    public async Task GiveUpRecordingAsync(PortalDbContext db, CardApplication application, Func<Recording, bool> meant, string because, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Recordings.SingleOrDefaultAsync(r => r.ApplicationId == application.Id && r.IsOpen, ct) is { } open && meant(open) && open.GiveUp().Succeeded)
        {
            db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.RecordingGivenUp, actor, now, application.OfficeCode, open.Id, detail: because));
        }
    }

    /// <summary>Gives up the live appointment, if there is one, and frees its place.</summary>
    public async Task FreeAppointmentAsync(PortalDbContext db, CardApplication application, DateTimeOffset now, CancellationToken ct)
    {
        if (await OwnRecords.LiveAppointmentAsync(db, application.Id, ct) is not { } appointment)
        {
            return;
        }

        var stillAhead = appointment is { WalkIn: false, State: AppointmentState.Booked } && appointment.StartAt > now;
        appointment.Cancel();
        if (stillAhead)
        {
            await Places.FreeAsync(db, appointment.ServicePointId, appointment.StartAt, ct);
        }
    }

    /// <summary>
    /// What the person came for is done: ends the visit, so that the next one can be booked. Somebody served before the appointment's
    /// time, and not checked in, gives its place back.
    /// </summary>
    public async Task EndVisitAsync(PortalDbContext db, CardApplication application, DateTimeOffset now, CancellationToken ct)
    {
        // The desk locks the appointment alone; without this lock its click at the same moment would be an error instead of an answer.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM appointments WHERE application_id = {application.Id} AND is_live FOR UPDATE", ct);
        if (await OwnRecords.LiveAppointmentAsync(db, application.Id, ct) is { } appointment && !appointment.Serve(now).Succeeded)
        {
            await FreeAppointmentAsync(db, application, now, ct);
        }
    }

    /// <summary>Adds the message that it was cancelled.</summary>
    public async Task TellAsync(PortalDbContext db, CardApplication application, DateTimeOffset now, CancellationToken ct)
    {
        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        var facts = new MessageFacts { Register = application.Register, Office = office.Office.Name };
        if (messages.Compose(db, application, MessageEvent.BookingCancelled, "end", facts, now) is { } message)
        {
            db.Outbox.Add(message);
        }
    }
}
