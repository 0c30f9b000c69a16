using Microsoft.Extensions.Configuration;

namespace Portal.Infrastructure.Persistence;

/// <summary>Where the portal keeps its data.</summary>
public sealed class PortalStorageOptions
{
    /// <summary>The folder for the embedded cluster, the development master key and backups (<c>PORTAL_DATA</c>).</summary>
    public required string DataFolder { get; init; }

    /// <summary>Reads the settings.</summary>
    public static PortalStorageOptions From(IConfiguration configuration) => new()
    {
        DataFolder = Path.GetFullPath(configuration["PORTAL_DATA"] ?? ".data"),
    };
}
