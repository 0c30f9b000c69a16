using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Portal.Infrastructure.Persistence;

/// <summary>The one way a context is configured: by the application, by tests and at design time.</summary>
public static class PortalDbOptions
{
    // The context asks its application services for the Identity schema version; without them it would build an older model.
    private static readonly IServiceProvider IdentitySchema = new ServiceCollection()
        .AddLogging()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();

    /// <summary>Options for a data source, outside dependency injection.</summary>
    public static DbContextOptions<PortalDbContext> For(NpgsqlDataSource source) =>
        new DbContextOptionsBuilder<PortalDbContext>().UseApplicationServiceProvider(IdentitySchema).UseNpgsql(source).Options;

    /// <summary>Opens a data source under a name of its own, or its metrics would carry the connection string.</summary>
    public static NpgsqlDataSource Source(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "portal" };
        builder.ConnectionStringBuilder.MaxAutoPrepare = 50;
        return builder.Build();
    }
}
