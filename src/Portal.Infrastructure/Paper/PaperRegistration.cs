using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Paper;

/// <summary>The paper for power and line cuts, and what is scheduled for it.</summary>
public static class PaperRegistration
{
    public static void AddPaper(this IServiceCollection services)
    {
        services.AddSingleton<PaperPacks>();
        services.AddSingleton(provider => new PaperFolder(Path.Combine(
            provider.GetService<IConfiguration>() is { } configuration ? PortalStorageOptions.From(configuration).DataFolder : Path.GetTempPath(), "paper")));
        // The pages know how a pack looks; a command without pages never prints one.
        services.AddSingleton<IPaperPrinter, NoPaperPrinter>();
    }

    /// <summary>Every hour: a file of today that is there already is left alone.</summary>
    public static void AddPaperJobs(this IQuartzBuilder jobs) => jobs.Every<KeepPaperJob>("keep-paper", TimeSpan.FromHours(1));

    private sealed class NoPaperPrinter : IPaperPrinter
    {
        public Task<string> PageAsync(PaperPack pack, CancellationToken ct) => throw new NotSupportedException("There are no pages in this process.");
    }
}
