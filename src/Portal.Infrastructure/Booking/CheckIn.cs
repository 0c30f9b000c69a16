using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Booking;

/// <summary>Notes that the person is here: by a row of today's list, or by the number or QR code on the receipt.</summary>
public sealed class CheckIn(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, AppointmentDesk desk, UnbookedArrival unbooked, TimeProvider time) : IUseCase
{
    private static readonly AppointmentDesk.Act Act = new(Permission.CheckIn, AuditVerbs.AppointmentCheckedIn, AppointmentState.CheckedIn, static (appointment, today, now) => appointment.CheckIn(today, now));

    /// <inheritdoc />
    public static Permission Permission => Permission.CheckIn;

    /// <summary>Whom to check in.</summary>
    public sealed record Command
    {
        private Command()
        {
        }

        internal DeskCommand? Row { get; private init; }

        internal RegisterNumber Register { get; private init; }

        internal Guid CommandId { get; private init; }

        /// <summary>An appointment of the list.</summary>
        public static Command Of(DeskCommand row) => new() { Row = row };

        /// <summary>Whoever holds the receipt with this number.</summary>
        public static Command ByRegister(RegisterNumber register, Guid commandId) => new() { Register = register, CommandId = commandId };
    }

    /// <summary>Returns the appointment, or why nobody was checked in.</summary>
    public async Task<Result<DeskOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (command.Row is { } row)
        {
            return await desk.DoAsync(Act, row, actor, ct);
        }

        var found = await FindAsync(command.Register, actor, ct);
        if (!found.TryGet(out var appointment))
        {
            return Result<DeskOutcome>.Refused(found.Errors);
        }

        return appointment is { } visit
            ? await desk.DoAsync(Act, new DeskCommand(visit, null, command.CommandId), actor, ct)
            : await unbooked.NoteAsync(command.Register, command.CommandId, actor, ct);
    }

    // Null for somebody who is to come, has no appointment and is here: back with the missing papers, or late by a day.
    private async Task<Result<Guid?>> FindAsync(RegisterNumber register, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var application = await db.Applications.AsNoTracking().Where(a => a.Register == register).Select(a => new { a.Id, a.OfficeCode, a.State }).SingleOrDefaultAsync(ct);
        if (application is null || actor.RefusalFor(Permission, application.OfficeCode) is not null)
        {
            // Of another office or of none: the same answer.
            return AccessErrors.NotFound;
        }

        var today = (await directory.GetAsync(ct))[application.OfficeCode].Calendar.LocalDay(time.GetUtcNow());
        var appointments = await db.Appointments.AsNoTracking().Where(v => v.ApplicationId == application.Id && v.State != AppointmentState.Cancelled)
            .OrderByDescending(v => v.IsLive).ThenByDescending(v => v.StartAt).Select(v => new { v.Id, v.LocalDay, v.IsLive, v.State }).ToListAsync(ct);
        if (appointments.Find(v => v.LocalDay == today && v.State != AppointmentState.Served) is { } expected)
        {
            return expected.Id;
        }

        if (ApplicationWorkflow.AwaitsVisit(application.State) && !appointments.Exists(v => v.IsLive))
        {
            return (Guid?)null;
        }

        if (appointments.Count == 0)
        {
            return BookingErrors.NoAppointment;
        }

        return appointments.Find(v => v.LocalDay == today) is { } here ? here.Id : BookingErrors.OnOtherDay(appointments[0].LocalDay);
    }
}

/// <summary>Takes a mistaken check-in back, on the same day.</summary>
public sealed class UndoCheckIn(AppointmentDesk desk) : IUseCase
{
    private static readonly AppointmentDesk.Act Act = new(Permission.CheckIn, AuditVerbs.AppointmentCheckInUndone, AppointmentState.Booked, static (appointment, _, _) => appointment.UndoCheckIn());

    /// <inheritdoc />
    public static Permission Permission => Permission.CheckIn;

    /// <summary>Returns the appointment, expected again.</summary>
    public Task<Result<DeskOutcome>> ExecuteAsync(DeskCommand command, Actor actor, CancellationToken ct) => desk.DoAsync(Act, command, actor, ct);
}
