using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Handovers;

/// <summary>What handing over has scheduled.</summary>
public static class HandoversRegistration
{
    public static void AddHandoverJobs(this IQuartzBuilder jobs) => jobs.Every<RemindPickupJob>("remind-pickup", TimeSpan.FromHours(1));
}
