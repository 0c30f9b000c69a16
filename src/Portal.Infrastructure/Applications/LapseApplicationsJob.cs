using Portal.Core.Shared;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Applications;

/// <summary>Calls <see cref="LapseApplications"/>.</summary>
[DisallowConcurrentExecution]
public sealed class LapseApplicationsJob(LapseApplications lapseApplications) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await lapseApplications.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
