using Portal.Core.Shared;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Stock;

/// <summary>Calls <see cref="TellShortage"/>.</summary>
[DisallowConcurrentExecution]
public sealed class TellShortageJob(TellShortage tellShortage) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await tellShortage.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
