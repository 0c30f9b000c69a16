using Portal.Core.Shared;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Booking;

/// <summary>Calls <see cref="CloseVisits"/>.</summary>
[DisallowConcurrentExecution]
public sealed class CloseVisitsJob(CloseVisits closeVisits) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await closeVisits.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
