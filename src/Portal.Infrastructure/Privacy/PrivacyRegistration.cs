using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Privacy;

/// <summary>What privacy has scheduled.</summary>
public static class PrivacyRegistration
{
    public static void AddPrivacyJobs(this IQuartzBuilder jobs) => jobs.Every<PurgeExpiredJob>("purge-expired", TimeSpan.FromMinutes(15));
}
