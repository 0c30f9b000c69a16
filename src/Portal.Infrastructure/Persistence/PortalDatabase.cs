using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Portal.Infrastructure.Persistence;

/// <summary>The database the settings name: a PostgreSQL of the operator's, or else the embedded one.</summary>
public sealed class PortalDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private PortalDatabase(string connectionString, EmbeddedPostgres? embedded)
    {
        ConnectionString = connectionString;
        _embedded = embedded;
    }

    /// <summary>Reaches the database.</summary>
    public string ConnectionString { get; }

    /// <summary>The operator's connection string, or null when the embedded cluster serves.</summary>
    public static string? Configured(IConfiguration configuration) =>
        configuration.GetConnectionString("Portal") is { Length: > 0 } configured ? configured : null;

    /// <summary>Where the embedded cluster lives.</summary>
    public static string EmbeddedFolder(IConfiguration configuration) =>
        Path.Combine(PortalStorageOptions.From(configuration).DataFolder, "postgres");

    /// <summary>Starts the embedded cluster unless a connection string is set or it runs already.</summary>
    /// <exception cref="InvalidOperationException">The connection string is none, or PostgreSQL is missing or does not start; the message says what to do.</exception>
    public static async Task<PortalDatabase> OpenAsync(IConfiguration configuration, CancellationToken ct)
    {
        if (Configured(configuration) is { } configured)
        {
            return new(Readable(configured), null);
        }

        var embedded = await EmbeddedPostgres.StartAsync(new() { Folder = EmbeddedFolder(configuration) }, ct);
        return new(embedded.ConnectionString, embedded);
    }

    private static string Readable(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).ConnectionString;
        }
        catch (ArgumentException)
        {
            // Not quoted: it may hold a password.
            throw new InvalidOperationException("ConnectionStrings__Portal cannot be read. Write it like Host=db.example;Database=portal;Username=portal;Password=….");
        }
    }

    /// <summary>Stops the embedded cluster if it was started here.</summary>
    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
