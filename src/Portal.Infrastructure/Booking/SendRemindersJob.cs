using Portal.Core.Shared;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Booking;

/// <summary>Calls <see cref="SendReminders"/>.</summary>
[DisallowConcurrentExecution]
public sealed class SendRemindersJob(SendReminders sendReminders) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await sendReminders.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
