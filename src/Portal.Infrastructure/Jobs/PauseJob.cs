using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Jobs;

/// <summary>Stops a piece of scheduled work until somebody lets it go on. A run under way is finished.</summary>
public sealed class PauseJob(SharedScheduler shared) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageJobs;

    /// <summary>Which, and why: others will wonder.</summary>
    public sealed record Command(string Job, string? Reason, Guid CommandId);

    /// <summary>Returns success; or forbidden, jobs_off, job_unknown, reason_required and its kin.</summary>
    public async Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        var reason = AuditReason.Clean(command.Reason);
        return !reason.Succeeded
            ? actor.RefusalForInstallation(Permission) ?? reason.Error
            : await shared.ChangeAsync(command.Job, actor, AuditVerbs.JobPaused, reason.Value, command.CommandId, async (scheduler, job) =>
            {
                await scheduler.PauseJob(job, ct);
                return null;
            }, ct);
    }
}
