using Portal.Core.Shared;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Booking;

/// <summary>Calls <see cref="SweepExpiredHolds"/>.</summary>
[DisallowConcurrentExecution]
public sealed class SweepExpiredHoldsJob(SweepExpiredHolds sweepExpiredHolds) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await sweepExpiredHolds.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
