using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Applications;

/// <summary>
/// Accepts a dossier whose papers are all there. The person need not be: papers may come through the village office, and then
/// only the recording is left for the visit.
/// </summary>
public sealed class AcceptDossier(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.CheckDossier;

    /// <summary>Which dossier.</summary>
    /// <param name="Step">Of which application.</param>
    /// <param name="Present">The requirements that were ticked, as the office words them in Indonesian.</param>
    public sealed record Command(StepCommand Step, IReadOnlyList<string> Present);

    /// <summary>Returns the application, ready to be recorded; dossier_incomplete while a requirement is not ticked.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command.Step,
        new ApplicationDesk.Trail(AuditVerbs.DossierAccepted),
        (work, _) => Task.FromResult(
            DossierCheck.Unticked(work.Office.Offer(work.Application.Service).Requirements, command.Present).Count > 0
                ? ApplicationErrors.DossierIncomplete
                : work.Application.AcceptDossier(work.Actor, work.Now)),
        actor,
        ct);
}
