using Portal.Core.Shared;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Centre;

/// <summary>Calls <see cref="SendCentreBatches"/>.</summary>
[DisallowConcurrentExecution]
public sealed class SendCentreBatchesJob(SendCentreBatches sendCentreBatches) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await sendCentreBatches.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
