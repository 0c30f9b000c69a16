using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Booking;

/// <summary>Books another appointment for an application that exists: after a no-show, for recording again, for pickup. No new register number.</summary>
public sealed class BookFollowUp(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, AppointmentMessages messages, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.BookFollowUp;

    /// <summary>Which application, at which slot; the command id makes a double click one act.</summary>
    public sealed record Command(Guid ApplicationId, DateTimeOffset Start, Guid CommandId);

    /// <summary>Returns the start, with the office's offset.</summary>
    public async Task<Result<DateTimeOffset>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        var points = (await directory.GetAsync(ct)).Offices.Select(o => o.Points.Count).DefaultIfEmpty(1).Max();
        return await SlotChoice.AtAnyPointAsync(points, skip => Retry.OnConflictAsync(() => TryAsync(command, skip, actor, ct)));
    }

    private async Task<Result<DateTimeOffset>> TryAsync(Command command, int skip, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var loaded = await OwnRecords.LockAsync(db, command.ApplicationId, Permission, actor, ct);
        if (!loaded.TryGet(out var application))
        {
            return Result<DateTimeOffset>.Refused(loaded.Errors);
        }

        var now = time.GetUtcNow();
        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        if (await OwnRecords.LiveAppointmentAsync(db, application.Id, ct) is { } live)
        {
            // A double click finds what the first one booked.
            return live.StartAt == command.Start.ToUniversalTime() ? office.Local(live.StartAt) : BookingErrors.HasAppointment;
        }

        if (!application.AwaitsVisit)
        {
            return BookingErrors.NothingToBook;
        }

        var found = SlotChoice.Find(office, command.Start, now, skip);
        if (!found.TryGet(out var choice))
        {
            return Result<DateTimeOffset>.Refused(found.Errors);
        }

        var appointment = Appointment.At(Guid.CreateVersion7(now), application, choice.Point.Point.Id, choice.Slot, choice.LocalDay);
        db.Appointments.Add(appointment);
        application.Touch(now);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.AppointmentBooked, actor, now, application.OfficeCode, appointment.Id, commandId: command.CommandId));
        messages.Add(db, application, appointment, office, MessageEvent.BookingConfirmed, appointment.Id.ToString("N"), now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (ApplicationRegistrar.RefusalFor(e) is { } refusal)
        {
            return refusal;
        }

        if (!await Places.TakeAsync(db, directory, choice, ct))
        {
            return BookingErrors.SlotFull;
        }

        await transaction.CommitAsync(ct);
        return office.Local(choice.Slot.Start);
    }
}
