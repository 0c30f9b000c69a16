namespace Portal.Infrastructure.Persistence;

/// <summary>Where and how the portal's own PostgreSQL runs.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>Holds the cluster (<c>data/</c>), its socket, its log and its start lock; made when missing.</summary>
    public required string Folder { get; init; }

    /// <summary>The database to open; made when missing.</summary>
    public string Database { get; init; } = "portal";

    /// <summary>False only for throw-away clusters: nothing is forced to disk and a stop waits for nobody.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>How many sessions the server admits.</summary>
    public int MaxConnections { get; init; } = 200;
}
