using Portal.Core.Shared;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Notifications;

/// <summary>Calls <see cref="DispatchMessages"/>.</summary>
[DisallowConcurrentExecution]
public sealed class DispatchMessagesJob(DispatchMessages dispatchMessages) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await dispatchMessages.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
