using Portal.Core.Audit;
using Portal.Core.Jobs;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Quartz;

namespace Portal.Infrastructure.Jobs;

/// <summary>Has a piece of scheduled work done at once, whatever its schedule says.</summary>
public sealed class RunJob(SharedScheduler shared) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageJobs;

    /// <summary>Which.</summary>
    public sealed record Command(string Job, Guid CommandId);

    /// <summary>Returns success when it was handed to the scheduler; or forbidden, jobs_off, job_unknown, job_running.</summary>
    public async Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        await shared.ChangeAsync(command.Job, actor, AuditVerbs.JobRun, null, command.CommandId, async (scheduler, job) =>
        {
            if ((await scheduler.QueryFireInstances(new FireInstanceQuery { Job = job, State = FireInstanceState.Executing, Take = 1 }, ct)).Items.Count > 0)
            {
                return JobErrors.Running;
            }

            await scheduler.TriggerJob(job, cancellationToken: ct);
            return null;
        }, ct);
}
