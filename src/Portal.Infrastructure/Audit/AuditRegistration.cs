using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Audit;

/// <summary>What the audit trail has scheduled.</summary>
public static class AuditRegistration
{
    /// <summary>How often what waits is sealed.</summary>
    public static readonly TimeSpan SealedEvery = TimeSpan.FromMinutes(5);

    public static void AddAuditJobs(this IQuartzBuilder jobs) => jobs.Every<SealAuditTrailJob>("seal-audit-trail", SealedEvery);
}
