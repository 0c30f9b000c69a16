using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Persistence;

/// <summary>What can be told about the database: reachable, right clock, right schema, right master key.</summary>
internal static class DatabaseChecks
{
    private const string NewestSchema = "The schema is the newest.";

    private static readonly TimeSpan LargestClockGap = TimeSpan.FromMinutes(1);

    public static async IAsyncEnumerable<Finding> RunAsync(IConfiguration configuration, TimeProvider time)
    {
        if (PortalDatabase.Configured(configuration) is null && !EmbeddedPostgres.Exists(PortalDatabase.EmbeddedFolder(configuration)))
        {
            yield return Finding.Note("There is no database yet; the first './portal up' makes it.");
            yield break;
        }

        var (database, trouble) = await TryOpenAsync(configuration);
        if (database is null)
        {
            yield return trouble!;
            yield break;
        }

        await using var opened = database;
        await using var source = PortalDbOptions.Source(database.ConnectionString + ";Timeout=10");
        var options = PortalDbOptions.For(source);
        await using var db = new PortalDbContext(options);
        yield return await ReachAsync(source, time);
        var newest = false;
        await foreach (var finding in SchemaAsync(db, options, configuration, time))
        {
            newest |= finding.Sentence == NewestSchema;
            yield return finding;
        }

        if (newest)
        {
            await foreach (var finding in StockChecks.RunAsync(source))
            {
                yield return finding;
            }

            await foreach (var finding in AuditChecks.RunAsync(db))
            {
                yield return finding;
            }
        }
    }

    private static async Task<(PortalDatabase? Database, Finding? Trouble)> TryOpenAsync(IConfiguration configuration)
    {
        try
        {
            var database = await PortalDatabase.OpenAsync(configuration, CancellationToken.None);
            try
            {
                await using var connection = new NpgsqlConnection(database.ConnectionString + ";Timeout=10;Pooling=false");
                await connection.OpenAsync();
                return (database, null);
            }
            catch
            {
                await database.DisposeAsync();
                throw;
            }
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException or ArgumentException)
        {
            // The message only: a connection string may hold a password.
            return (null, Finding.Wrong(
                $"The database cannot be reached: {failure.Message}",
                PortalDatabase.Configured(configuration) is null ? "See the sentence above." : "Check ConnectionStrings__Portal, and that the server runs and lets this user in."));
        }
    }

    private static async Task<Finding> ReachAsync(NpgsqlDataSource source, TimeProvider time)
    {
        await using var ask = source.CreateCommand("SELECT clock_timestamp(), current_setting('server_version')");
        await using var answer = await ask.ExecuteReaderAsync();
        await answer.ReadAsync();
        var gap = (answer.GetFieldValue<DateTimeOffset>(0) - time.GetUtcNow()).Duration();
        return gap <= LargestClockGap
            ? Finding.Good($"The database answers (PostgreSQL {answer.GetString(1)}).")
            : Finding.Wrong($"The clocks of this machine and of the database differ by {gap.TotalMinutes:0} minutes.", "Switch time synchronisation on, on both.");
    }

    private static async IAsyncEnumerable<Finding> SchemaAsync(PortalDbContext db, DbContextOptions<PortalDbContext> options, IConfiguration configuration, TimeProvider time)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        var applied = (await db.Database.GetAppliedMigrationsAsync()).ToList();
        if (applied.Find(migration => !known.Contains(migration)) is { } stranger)
        {
            yield return Finding.Wrong($"The database is newer than this program: it knows '{stranger}'.", "Run the newer version of the portal.");
            yield break;
        }

        var pending = known.Count - applied.Count;
        if (pending > 0)
        {
            yield return Finding.Note($"{pending} of {known.Count} migrations are pending; the next './portal up' applies them.");
            yield break;
        }

        yield return Finding.Good(NewestSchema);
        if (await db.DataKeys.AnyAsync())
        {
            yield return MasterKeyFits(options, configuration, time);
        }
    }

    private static Finding MasterKeyFits(DbContextOptions<PortalDbContext> options, IConfiguration configuration, TimeProvider time)
    {
        try
        {
            var folder = PortalStorageOptions.From(configuration).DataFolder;
            var production = MachineChecks.IsProduction(configuration);
            if (!production && string.IsNullOrEmpty(configuration["Portal:MasterKey"]) && !File.Exists(Path.Combine(folder, "master.key")))
            {
                return Finding.Wrong($"The master key is gone from {folder}, and the database needs it.", "Put the file master.key back from your copy; without it NIK and phone numbers cannot be read.");
            }

            new KeyRing(new PooledDbContextFactory<PortalDbContext>(options), MasterKey.Load(configuration, folder, !production), time).Reload();
            return Finding.Good("The master key opens the keys in the database.");
        }
        catch (InvalidOperationException wrong)
        {
            return Finding.Wrong("The master key does not open the keys in the database.", wrong.Message);
        }
    }
}
