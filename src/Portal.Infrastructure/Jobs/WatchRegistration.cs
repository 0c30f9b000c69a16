using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Jobs;

/// <summary>The watch over what stands still.</summary>
public static class WatchRegistration
{
    public static void AddWatch(this IServiceCollection services)
    {
        services.AddSingleton(provider => new DataDisk(provider.GetService<IConfiguration>()));
        services.AddSingleton<StandingStill>();
    }

    public static void AddWatchJobs(this IQuartzBuilder jobs) => jobs.Every<WatchdogJob>("watchdog", TimeSpan.FromMinutes(5));
}
