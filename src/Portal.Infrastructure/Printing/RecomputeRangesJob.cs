using Portal.Core.Shared;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Printing;

/// <summary>Calls <see cref="RecomputeRanges"/>.</summary>
[DisallowConcurrentExecution]
public sealed class RecomputeRangesJob(RecomputeRanges recomputeRanges) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await recomputeRanges.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
