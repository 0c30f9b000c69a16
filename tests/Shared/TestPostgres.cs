using Npgsql;
using Portal.Infrastructure.Persistence;

namespace Portal.Tests;

/// <summary>
/// One throw-away cluster per test process and one migrated template in it, of which every test that asks gets a
/// copy of its own: copying takes milliseconds, migrating does not.
/// </summary>
internal static class TestPostgres
{
    private const string Template = "portal_template";

    // Many databases, each with its own pool: idle sessions must go soon, and fifty writers must fit.
    private const string PoolSettings = ";Maximum Pool Size=64;Connection Idle Lifetime=5;Connection Pruning Interval=2;Include Error Detail=true";

    private static readonly Lazy<Task<EmbeddedPostgres>> s_cluster = new(StartAsync);
    private static readonly Lazy<Task<EmbeddedPostgres>> s_migrated = new(MigrateTemplateAsync);
    private static int s_count;

    /// <summary>A migrated database of the caller's own.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> CreateDatabaseAsync() => await CreateAsync(await s_migrated.Value, Template);

    /// <summary>A copy of a database made here, which nobody uses any more: for what many tests would otherwise each put in first.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> CopyAsync(string connectionString) => await CreateAsync(await s_cluster.Value, new NpgsqlConnectionStringBuilder(connectionString).Database!);

    /// <summary>A database without a single table, for tests of the migrations themselves.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> CreateEmptyDatabaseAsync() => await CreateAsync(await s_cluster.Value, "template0");

    /// <summary>Drops a database made here, sessions and all; not needed, only kind to the disk.</summary>
    public static async Task DropDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        NpgsqlConnection.ClearPool(new(connectionString));
        await ExecuteAsync(await s_cluster.Value, $"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
    }

    private static async Task<string> CreateAsync(EmbeddedPostgres cluster, string template)
    {
        var name = $"test_{Interlocked.Increment(ref s_count)}";
        await ExecuteAsync(cluster, $"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY");
        return cluster.ConnectionStringTo(name) + PoolSettings;
    }

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        TemporaryFolder.RemoveLeftovers();
        var folder = TemporaryFolder.Create();
        TemporaryFolder.RemoveAtExit(folder);
        return await EmbeddedPostgres.StartAsync(
            new() { Folder = folder, Database = "postgres", Durable = false, MaxConnections = 600 }, CancellationToken.None);
    }

    private static async Task<EmbeddedPostgres> MigrateTemplateAsync()
    {
        var cluster = await s_cluster.Value;
        await ExecuteAsync(cluster, $"CREATE DATABASE {Template} TEMPLATE template0");
        // Disposing the source closes its sessions: a template in use cannot be copied.
        await using (var source = NpgsqlDataSource.Create(cluster.ConnectionStringTo(Template)))
        {
            await DatabaseMigrator.MigrateAsync(source);
        }

        return cluster;
    }

    /// <summary>Runs a statement as the owner of the cluster, outside every test database.</summary>
    public static async Task ExecuteAsync(string sql) => await ExecuteAsync(await s_cluster.Value, sql);

    private static async Task ExecuteAsync(EmbeddedPostgres cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionStringTo("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
