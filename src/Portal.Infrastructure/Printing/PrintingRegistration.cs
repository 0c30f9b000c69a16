using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Printing;

/// <summary>What printing has scheduled.</summary>
public static class PrintingRegistration
{
    public static void AddPrintingJobs(this IQuartzBuilder jobs) => jobs.Every<RecomputeRangesJob>("recompute-ranges", TimeSpan.FromMinutes(1));
}
