using System.Reflection;

namespace Portal.Web.Shared;

/// <summary>Which build is running, for the footer and for reports of faults.</summary>
public static class PortalVersion
{
    /// <summary>Version and the first seven characters of the commit, when the build knew it.</summary>
    public static string Short { get; } = Read();

    private static string Read()
    {
        var full = typeof(PortalVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        var plus = full.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? full : full[..Math.Min(full.Length, plus + 8)];
    }
}
