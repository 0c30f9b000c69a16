using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Jobs;

/// <summary>Lets paused work go on. It does whatever the data says has become due meanwhile.</summary>
public sealed class ResumeJob(SharedScheduler shared) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageJobs;

    /// <summary>Which.</summary>
    public sealed record Command(string Job, Guid CommandId);

    /// <summary>Returns success; or forbidden, jobs_off, job_unknown.</summary>
    public async Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        await shared.ChangeAsync(command.Job, actor, AuditVerbs.JobResumed, null, command.CommandId, async (scheduler, job) =>
        {
            await scheduler.ResumeJob(job, ct);
            return null;
        }, ct);
}
