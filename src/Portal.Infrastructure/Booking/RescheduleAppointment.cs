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

/// <summary>Moves an appointment. The new place is taken and the old one freed in one transaction: never neither, never both.</summary>
public sealed class RescheduleAppointment(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, AppointmentMessages messages, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RescheduleAppointment;

    /// <summary>Whose appointment, to which slot; the command id makes a double click one act.</summary>
    public sealed record Command(Guid ApplicationId, DateTimeOffset Start, Guid CommandId);

    /// <summary>Returns the new start, with the office's offset.</summary>
    public async Task<Result<DateTimeOffset>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        var points = (await directory.GetAsync(ct)).Offices.Select(o => o.Points.Count).DefaultIfEmpty(1).Max();
        return await SlotChoice.AtAnyPointAsync(points, skip => Retry.OnConflictAsync(() => TryAsync(command, skip, actor, ct)));
    }

    private async Task<Result<DateTimeOffset>> TryAsync(Command command, int skip, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT keep_calendar(id) FROM service_points WHERE office_code = (SELECT office_code FROM applications WHERE id = {command.ApplicationId}) ORDER BY id", ct);
        var loaded = await OwnRecords.LockAsync(db, command.ApplicationId, Permission, actor, ct);
        if (!loaded.TryGet(out var application))
        {
            return Result<DateTimeOffset>.Refused(loaded.Errors);
        }

        var now = time.GetUtcNow();
        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        if (await OwnRecords.LiveAppointmentAsync(db, application.Id, ct) is not { } appointment || appointment.StartAt <= now)
        {
            return BookingErrors.NoAppointment;
        }

        // A double click, or the slot it already has.
        if (appointment.StartAt == command.Start.ToUniversalTime())
        {
            return office.Local(appointment.StartAt);
        }

        var found = SlotChoice.Find(office, command.Start, now, skip);
        if (!found.TryGet(out var choice))
        {
            return Result<DateTimeOffset>.Refused(found.Errors);
        }

        var (oldPoint, oldStart) = (appointment.ServicePointId, appointment.StartAt);
        var moved = appointment.Move(choice.Point.Point.Id, choice.Slot, choice.LocalDay);
        if (!moved.Succeeded)
        {
            return Result<DateTimeOffset>.Refused(moved.Errors);
        }

        await Places.LockAsync(db, oldPoint, oldStart, choice.Point.Point.Id, choice.Slot.Start, ct);
        if (!await Places.TakeAsync(db, directory, choice, ct))
        {
            return BookingErrors.SlotFull;
        }

        await Places.FreeAsync(db, oldPoint, oldStart, ct);
        application.Touch(now);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.AppointmentMoved, actor, now, application.OfficeCode, appointment.Id, commandId: command.CommandId));
        messages.Add(db, application, appointment, office, MessageEvent.BookingMoved, command.CommandId.ToString("N"), now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return office.Local(choice.Slot.Start);
    }
}
