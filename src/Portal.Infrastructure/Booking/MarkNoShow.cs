using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Booking;

/// <summary>Notes that the person did not come: the appointment is freed, the application stays.</summary>
public sealed class MarkNoShow(AppointmentDesk desk) : IUseCase
{
    private static readonly AppointmentDesk.Act Act = new(Permission.MarkNoShow, AuditVerbs.AppointmentNoShow, AppointmentState.NoShow, static (appointment, _, now) => appointment.MarkNoShow(now));

    /// <inheritdoc />
    public static Permission Permission => Permission.MarkNoShow;

    /// <summary>Returns the appointment; refused before its time has come.</summary>
    public Task<Result<DeskOutcome>> ExecuteAsync(DeskCommand command, Actor actor, CancellationToken ct) => desk.DoAsync(Act, command, actor, ct);
}

/// <summary>Takes a mistaken no-show back, on the same day, unless the person has booked again meanwhile.</summary>
public sealed class UndoNoShow(AppointmentDesk desk) : IUseCase
{
    private static readonly AppointmentDesk.Act Act = new(Permission.MarkNoShow, AuditVerbs.AppointmentNoShowUndone, AppointmentState.Booked, static (appointment, _, _) => appointment.UndoNoShow());

    /// <inheritdoc />
    public static Permission Permission => Permission.MarkNoShow;

    /// <summary>Returns the appointment, expected again; <c>has_appointment</c> when there is another one by now.</summary>
    public Task<Result<DeskOutcome>> ExecuteAsync(DeskCommand command, Actor actor, CancellationToken ct) => desk.DoAsync(Act, command, actor, ct);
}
