using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Applications;

/// <summary>
/// Returns a dossier with what is missing. Number and booked time stay; a visit that has begun ends, so that the resident can
/// choose another time or simply come back.
/// </summary>
public sealed class ReturnDossier(ApplicationDesk desk, ApplicationCloser closer, StepMessages messages) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.CheckDossier;

    /// <summary>Which dossier, and why.</summary>
    /// <param name="Step">Of which application.</param>
    /// <param name="Present">The requirements that are there; all others are reasons.</param>
    /// <param name="Reasons">Other reasons of the office's list, as it words them in Indonesian.</param>
    /// <param name="Note">Own words; blank where none are needed.</param>
    public sealed record Command(StepCommand Step, IReadOnlyList<string> Present, IReadOnlyList<string> Reasons, string? Note);

    /// <summary>Returns the application, waiting for its resident; reasons_required when nothing is missing and nothing was said.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command.Step,
        new ApplicationDesk.Trail(AuditVerbs.DossierReturned),
        async (work, stop) =>
        {
            var missing = DossierCheck.Unticked(work.Office.Offer(work.Application.Service).Requirements, command.Present).Select(DossierCheck.Missing);
            var why = Reasons.Of([.. missing, .. work.Office.Rules.DossierReasons.Where(r => command.Reasons.Contains(r.Indonesian))], command.Note);
            if (!why.TryGet(out var reasons))
            {
                return Result.Refused(why.Errors);
            }

            var returned = work.Application.ReturnDossier(reasons, work.Actor, work.Now);
            if (!returned.Succeeded)
            {
                return returned;
            }

            if (await OwnRecords.LiveAppointmentAsync(work.Db, work.Application.Id, stop) is { State: AppointmentState.CheckedIn })
            {
                await closer.EndVisitAsync(work.Db, work.Application, work.Now, stop);
            }

            // Named after the command: returned, taken back and returned once more is told once more.
            messages.Add(work.Db, work.Application, work.Office, MessageEvent.DossierReturned, work.CommandId.ToString("N"), work.Now);
            return Result.Ok;
        },
        actor,
        ct);
}
