using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Applications;

/// <summary>
/// Takes one's own last step back, within minutes, with all that hung on it: the visit it ended, the handover it noted. A resident
/// who was told of the step is told that it was a mistake; the history keeps both.
/// </summary>
public sealed class UndoStep(ApplicationDesk desk, StepMessages messages) : IUseCase
{
    // What a step that can be taken back tells its resident.
    private static readonly MessageEvent[] Told = [MessageEvent.DossierReturned, MessageEvent.RecordAgain, MessageEvent.CardReady, MessageEvent.CardCollected];

    /// <inheritdoc />
    public static Permission Permission => Permission.UndoStep;

    /// <summary>Returns the application, back where the last step came from; cannot_undo when it is too late or was somebody else's step.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(StepCommand command, Actor actor, CancellationToken ct) => desk.StepAsync(
        Permission,
        command,
        work => new ApplicationDesk.Trail(AuditVerbs.StepUndone, Detail: work.Application.State.ToString()),
        async (work, stop) =>
        {
            var (wasOpen, since) = (work.Application.IsOpen, work.Application.StateSince);
            var undone = work.Application.Undo(work.Actor, work.Now);
            if (!undone.Succeeded)
            {
                return undone;
            }

            if (!wasOpen && await HasOtherOpenAsync(work, stop))
            {
                return ApplicationErrors.CannotUndo;
            }

            foreach (var handover in await work.Db.Handovers.Where(h => h.ApplicationId == work.Application.Id && !h.TakenBack).ToListAsync(stop))
            {
                handover.TakeBack();
            }

            await ResumeVisitAsync(work, stop);
            if (await work.Db.Outbox.AnyAsync(m => m.ApplicationId == work.Application.Id && m.CreatedAt >= since && Told.Contains(m.Event), stop))
            {
                messages.Add(work.Db, work.Application, work.Office, MessageEvent.Corrected, work.CommandId.ToString("N"), work.Now);
            }

            return Result.Ok;
        },
        actor,
        ct);

    private static Task<bool> HasOtherOpenAsync(ApplicationDesk.Work work, CancellationToken ct)
    {
        var nik = work.Application.Person?.NikHash;
        return work.Db.Applications.AnyAsync(a => a.Id != work.Application.Id && a.IsOpen && a.Person!.NikHash == nik, ct);
    }

    // Whoever was sent away by mistake minutes ago still stands at the counter, and belongs back into the queue of those who are here.
    private static async Task ResumeVisitAsync(ApplicationDesk.Work work, CancellationToken ct)
    {
        if (!work.Application.AwaitsVisit || await OwnRecords.LiveAppointmentAsync(work.Db, work.Application.Id, ct) is not null)
        {
            return;
        }

        var today = work.Office.Calendar.LocalDay(work.Now);
        var last = await work.Db.Appointments.Where(v => v.ApplicationId == work.Application.Id && v.State == AppointmentState.Served && v.LocalDay == today)
            .OrderByDescending(v => v.CheckedInAt).FirstOrDefaultAsync(ct);
        // Refused where the arrival was never noted: there is nothing to resume then.
        _ = last?.Resume(today);
    }
}
