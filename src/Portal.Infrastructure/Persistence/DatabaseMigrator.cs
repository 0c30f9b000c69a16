using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Portal.Infrastructure.Persistence;

/// <summary>Brings a database to the newest schema.</summary>
public static class DatabaseMigrator
{
    /// <summary>The key of the advisory lock that a migrating process holds.</summary>
    public const long MigrationLock = 0x504F5254414C01;

    /// <summary>
    /// Applies the pending migrations. Two processes that migrate one empty database crash each other, so a session
    /// advisory lock lets one through at a time.
    /// </summary>
    public static async Task MigrateAsync(NpgsqlDataSource source, CancellationToken cancellationToken = default)
    {
        await using var gate = await source.OpenConnectionAsync(cancellationToken);
        await using (var take = new NpgsqlCommand("SELECT pg_advisory_lock($1)", gate) { CommandTimeout = 0 })
        {
            take.Parameters.AddWithValue(MigrationLock);
            await take.ExecuteNonQueryAsync(cancellationToken);
        }

        try
        {
            await using var db = new PortalDbContext(PortalDbOptions.For(source));
            await db.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await using var release = new NpgsqlCommand("SELECT pg_advisory_unlock($1)", gate);
            release.Parameters.AddWithValue(MigrationLock);
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
