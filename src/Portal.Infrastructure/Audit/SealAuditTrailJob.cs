using Portal.Core.Shared;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Audit;

/// <summary>Calls <see cref="SealAuditTrail"/>.</summary>
[DisallowConcurrentExecution]
public sealed class SealAuditTrailJob(SealAuditTrail seal) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await seal.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
