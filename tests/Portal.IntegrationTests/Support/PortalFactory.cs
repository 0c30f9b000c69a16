using Portal.Tests;

namespace Portal.IntegrationTests.Support;

/// <summary>
/// The portal over HTTP in memory; it logs everything it can. One per test class: <c>IClassFixture&lt;PortalFactory&gt;</c>. A test that needs other
/// settings starts its own: <c>await using var portal = await PortalFactory.StartAsync(("Portal:RateLimits", "on"))</c>.
/// </summary>
public class PortalFactory : PortalHost
{
    private static readonly (string Key, string? Value)[] s_talkative = [("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace")];

    public PortalFactory()
        : this("Development", [])
    {
    }

    private PortalFactory(string environment, IEnumerable<(string Key, string? Value)> settings)
        : base(environment, s_talkative.Concat(settings))
    {
    }

    /// <summary>A started portal with settings of its own; dispose it.</summary>
    public static Task<PortalFactory> StartAsync(params (string Key, string? Value)[] settings) => StartAsync("Development", settings);

    /// <summary>A started portal in another environment; dispose it.</summary>
    public static async Task<PortalFactory> StartAsync(string environment, params (string Key, string? Value)[] settings)
    {
        var portal = new PortalFactory(environment, settings);
        await portal.InitializeAsync();
        return portal;
    }

    /// <summary>A started portal whose clock runs, for the scheduler, which would never tick on one that stands still.</summary>
    public static async Task<PortalFactory> StartOnRunningClockAsync(params (string Key, string? Value)[] settings)
    {
        var portal = new PortalFactory("Development", settings) { ClockRuns = true };
        await portal.InitializeAsync();
        return portal;
    }

    /// <summary>Another node on the same database, with memory of its own; dispose it before this one.</summary>
    public async Task<PortalFactory> OtherNodeAsync()
    {
        var node = new PortalFactory(EnvironmentName, []) { ConnectionString = ConnectionString, IsGuest = true };
        await node.InitializeAsync();
        return node;
    }

    /// <summary>A browser without scripts: keeps cookies, follows no redirect.</summary>
    public HttpClient Browser() => CreateClient(new() { AllowAutoRedirect = false });
}
