using Portal.Core.Shared;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Jobs;

/// <summary>Calls <see cref="Watchdog"/>.</summary>
[DisallowConcurrentExecution]
public sealed class WatchdogJob(Watchdog watchdog) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await watchdog.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
