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
    public async Task Migrate_EmptyDatabaseByFourAtOnce_AllSucceed()
    {
        var connectionString = await TestPostgres.CreateEmptyDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
            await DatabaseMigrator.MigrateAsync(source);
        }));

        await using var own = NpgsqlDataSource.Create(connectionString);
        await using var db = new PortalDbContext(PortalDbOptions.For(own));
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
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
