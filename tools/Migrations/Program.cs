using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using Portal.Infrastructure.Persistence;

Console.WriteLine("Design-time host: dotnet ef migrations add NAME --project src/Portal.Infrastructure --startup-project tools/Migrations --output-dir Persistence/Migrations");

/// <summary>Gives <c>dotnet ef</c> a context; no database is opened to add a migration.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PortalDbContext>
{
    /// <inheritdoc />
    public PortalDbContext CreateDbContext(string[] args) =>
        new(PortalDbOptions.For(NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("ConnectionStrings__Portal") ?? "Host=/nonexistent")));
}
