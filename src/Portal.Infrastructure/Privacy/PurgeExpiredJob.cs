using Portal.Core.Shared;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Privacy;

/// <summary>Calls <see cref="PurgeExpired"/>.</summary>
[DisallowConcurrentExecution]
public sealed class PurgeExpiredJob(PurgeExpired purgeExpired) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await purgeExpired.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
