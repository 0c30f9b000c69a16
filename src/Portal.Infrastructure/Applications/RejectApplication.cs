using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Applications;

/// <summary>Refuses an application for good: its NIK and its place are free again, and the resident reads why.</summary>
public sealed class RejectApplication(ApplicationDesk desk, ApplicationCloser closer, StepMessages messages) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RejectApplication;

    /// <summary>Which application, and why, in words that the resident reads.</summary>
    public sealed record Command(StepCommand Step, string? Reason);

    /// <summary>Returns the application, refused.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command.Step,
        new ApplicationDesk.Trail(AuditVerbs.ApplicationRejected),
        async (work, stop) =>
        {
            var why = Reasons.Of([], command.Reason);
            if (!why.TryGet(out var reasons))
            {
                return Result.Refused(why.Errors);
            }

            var rejected = work.Application.Reject(reasons, work.Actor, work.Now);
            if (rejected.Succeeded)
            {
                await closer.EndAsync(work.Db, work.Application, work.Actor, work.Now, stop);
                messages.Add(work.Db, work.Application, work.Office, MessageEvent.Rejected, "end", work.Now);
            }

            return rejected;
        },
        actor,
        ct);
}
