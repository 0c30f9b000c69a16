using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Infrastructure.Persistence;
using Portal.Tests;

namespace Portal.IntegrationTests.Persistence;

public sealed class SchemaFileTests
{
    [Fact]
    public async Task SchemaFile_FreshlyMigratedDatabase_IsTheSame()
    {
        var file = await File.ReadAllTextAsync(Path.Combine(Repository(), "docs", "schema.sql"));

        var schema = await SchemaDump.OfAsync(await TestPostgres.CreateDatabaseAsync(), CancellationToken.None);

        schema.ShouldBe(file, "Run './portal schema' after adding a migration.");
    }

    [Fact]
    public async Task Model_AllMigrationsWritten_HasNoPendingChanges()
    {
        await using var source = NpgsqlDataSource.Create("Host=/nonexistent");
        await using var db = new PortalDbContext(PortalDbOptions.For(source));

        db.Database.HasPendingModelChanges().ShouldBeFalse("Run './portal migration NAME' after changing the model.");
    }

    [Fact]
    public async Task Migrate_WhileAnotherMigrates_WaitsForItsTurn()
    {
        await using var source = NpgsqlDataSource.Create(await TestPostgres.CreateEmptyDatabaseAsync());
        await using var another = await source.OpenConnectionAsync();
        await ExecuteAsync(another, $"SELECT pg_advisory_lock({DatabaseMigrator.MigrationLock})");

        var migrating = DatabaseMigrator.MigrateAsync(source);
        while (!migrating.IsCompleted && !await IsSomebodyWaitingAsync(another))
        {
            await Task.Delay(20);
        }

        migrating.IsCompleted.ShouldBeFalse();
        await ExecuteAsync(another, $"SELECT pg_advisory_unlock({DatabaseMigrator.MigrationLock})");
        await migrating;
        await using var db = new PortalDbContext(PortalDbOptions.For(source));
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<bool> IsSomebodyWaitingAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))", connection);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Portal.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder;
    }
}
