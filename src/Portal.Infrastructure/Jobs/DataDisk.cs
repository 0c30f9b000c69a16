using Microsoft.Extensions.Configuration;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Jobs;

/// <summary>The disk that the embedded database lies on; a database elsewhere is its own administrator's to watch.</summary>
public sealed class DataDisk(IConfiguration? configuration)
{
    /// <summary>Free and whole room in bytes; null where there is nothing to look at.</summary>
    public (long Free, long Total)? Look()
    {
        if (configuration is null || PortalDatabase.Configured(configuration) is not null)
        {
            return null;
        }

        try
        {
            var disk = new DriveInfo(PortalStorageOptions.From(configuration).DataFolder);
            return (disk.AvailableFreeSpace, disk.TotalSize);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
