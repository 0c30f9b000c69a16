using Microsoft.Extensions.DependencyInjection;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Centre;

/// <summary>The line to the data centre, and what is scheduled for it.</summary>
public static class CentreRegistration
{
    public static void AddCentreLine(this IServiceCollection services)
    {
        services.AddSingleton<ICentreLine>(provider => provider.GetRequiredService<PortalOptions>().Centre is { BaseUrl: not null } options ? new HttpCentreLine(options) : new ManualCentreLine());
        services.AddSingleton<CentreDelivery>();
        services.AddSingleton<CentreImporter>();
    }

    public static void AddCentreJobs(this IQuartzBuilder jobs) => jobs.Every<SendCentreBatchesJob>("send-centre-batches", TimeSpan.FromMinutes(1));
}
