using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Stock;

/// <summary>What the stock of blangko has scheduled.</summary>
public static class StockRegistration
{
    // People are told within minutes, but not because of a blank that comes back the next moment.
    private static readonly TimeSpan Told = TimeSpan.FromMinutes(3);

    public static void AddStockJobs(this IQuartzBuilder jobs) => jobs.Every<TellShortageJob>("tell-shortage", Told);
}
