using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Infrastructure.Persistence;
using Quartz;

namespace Portal.Infrastructure.Shared;

/// <summary>Whether this node can do its work: a load balancer sends people elsewhere while it cannot.</summary>
public sealed class Readiness(NpgsqlDataSource source, IDbContextFactory<PortalDbContext> databases, PortalOptions options, IServiceProvider services)
{
    private const string Good = "ok";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private volatile bool _schemaIsNew;

    /// <summary>What was looked at, with "ok", "off", or a word for what is wrong. Holds no secret.</summary>
    public sealed record Report(IReadOnlyDictionary<string, string> Checks)
    {
        /// <summary>True when nothing is wrong.</summary>
        public bool Ready => Checks.Values.All(v => v is Good or "off");
    }

    /// <summary>Looks at database, schema and scheduler.</summary>
    public async Task<Report> LookAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        var database = await DatabaseAsync(patience.Token);
        var schema = database == Good ? await SchemaAsync(patience.Token) : "unknown";
        return new Report(new Dictionary<string, string> { ["database"] = database, ["schema"] = schema, ["jobs"] = await JobsAsync(patience.Token) });
    }

    private async Task<string> DatabaseAsync(CancellationToken ct)
    {
        try
        {
            await using var ask = source.CreateCommand("SELECT 1");
            await ask.ExecuteScalarAsync(ct);
            return Good;
        }
        catch (Exception away) when (away is NpgsqlException or OperationCanceledException)
        {
            return "away";
        }
    }

    private async Task<string> SchemaAsync(CancellationToken ct)
    {
        if (_schemaIsNew)
        {
            return Good;
        }

        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            _schemaIsNew = !(await db.Database.GetPendingMigrationsAsync(ct)).Any();
            return _schemaIsNew ? Good : "behind";
        }
        catch (Exception away) when (away is NpgsqlException or OperationCanceledException)
        {
            return "unknown";
        }
    }

    private async Task<string> JobsAsync(CancellationToken ct)
    {
        if (!options.Jobs)
        {
            return "off";
        }

        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(ct);
        return scheduler.Status == SchedulerStatus.Running ? Good : "stopped";
    }
}
