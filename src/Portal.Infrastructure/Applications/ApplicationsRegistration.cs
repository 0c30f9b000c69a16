using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Applications;

/// <summary>What applications have scheduled.</summary>
public static class ApplicationsRegistration
{
    public static void AddApplicationJobs(this IQuartzBuilder jobs) => jobs.Every<LapseApplicationsJob>("lapse-applications", TimeSpan.FromDays(1));
}
