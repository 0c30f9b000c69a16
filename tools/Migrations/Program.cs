using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using Portal.Infrastructure.Persistence;

if (args is not ["schema", var file])
{
    Console.Error.WriteLine("For './portal schema' and './portal migration NAME' only.");
    return 2;
}

// A cluster of its own: what is written must come from the migrations, not from somebody's database.
var folder = Directory.CreateDirectory(
    Path.Combine(Path.GetTempPath(), $"portal-schema-{Environment.ProcessId}"),
    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute).FullName;
try
{
    await using var postgres = await EmbeddedPostgres.StartAsync(new() { Folder = folder, Durable = false }, CancellationToken.None);
    await using (var source = NpgsqlDataSource.Create(postgres.ConnectionString))
    {
        await DatabaseMigrator.MigrateAsync(source);
    }

    await File.WriteAllTextAsync(file, await SchemaDump.OfAsync(postgres.ConnectionString, CancellationToken.None));
    Console.WriteLine($"Wrote {file}.");
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

/// <summary>Gives <c>dotnet ef</c> a context; no database is opened to add a migration.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PortalDbContext>
{
    /// <inheritdoc />
    public PortalDbContext CreateDbContext(string[] args) =>
        new(PortalDbOptions.For(NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("ConnectionStrings__Portal") ?? "Host=/nonexistent")));
}
