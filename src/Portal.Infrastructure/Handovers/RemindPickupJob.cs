using Portal.Core.Shared;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Handovers;

/// <summary>Calls <see cref="RemindPickup"/>.</summary>
[DisallowConcurrentExecution]
public sealed class RemindPickupJob(RemindPickup remindPickup) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await remindPickup.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
