namespace Portal.Web.Startup;

/// <summary>Which paths belong to machines: they get problem details, never a page.</summary>
public static class Paths
{
    private static readonly PathString[] Machine = ["/api", "/webhooks", "/healthz", "/readyz", "/metrics", "/openapi"];

    public static bool IsMachine(PathString path) => Array.Exists(Machine, prefix => path.StartsWithSegments(prefix));

    public static bool IsStaff(PathString path) => path.StartsWithSegments("/petugas");
}
