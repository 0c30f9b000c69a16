using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Portal.Infrastructure.Persistence;
using Portal.Tests;

namespace Portal.IntegrationTests.Support;

/// <summary>
/// The whole portal over HTTP in memory, on a database of its own, at a time that only the test moves; jobs and rate
/// limits are off unless a test asks for them. One per test class: <c>IClassFixture&lt;PortalFactory&gt;</c>. A test that needs other
/// settings starts its own: <c>await using var portal = await PortalFactory.StartAsync(("Portal:RateLimits", "on"))</c>.
/// </summary>
public class PortalFactory : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly Dictionary<string, string?> _settings = new()
    {
        ["Portal:MasterKey"] = Convert.ToBase64String(new byte[32]),
        ["Portal:RateLimits"] = "off",
        ["Portal:Jobs"] = "off",
        ["Logging:LogLevel:Default"] = "Trace",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
        ["Logging:Console:LogLevel:Default"] = "None",
    };

    private readonly string _environment = "Development";
    private bool _clockRuns;
    private bool _isGuest;

    public PortalFactory()
    {
    }

    private PortalFactory(string environment, IEnumerable<(string Key, string? Value)> settings)
    {
        _environment = environment;
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }
    }

    /// <summary>The portal's clock: Monday, 7 December 2026, 09:00 in Jakarta, until a test moves it.</summary>
    public ManualTimeProvider Time { get; } = new();

    /// <summary>Every line the portal has logged.</summary>
    public LogCapture Logs { get; } = new();

    /// <summary>Reaches this portal's own database.</summary>
    public string ConnectionString { get; private set; } = "";

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
        var portal = new PortalFactory("Development", settings) { _clockRuns = true };
        await portal.InitializeAsync();
        return portal;
    }

    /// <summary>Another node on the same database, with memory of its own; dispose it before this one.</summary>
    public async Task<PortalFactory> OtherNodeAsync()
    {
        var node = new PortalFactory(_environment, []) { ConnectionString = ConnectionString, _isGuest = true };
        await node.InitializeAsync();
        return node;
    }

    /// <summary>Makes the database and starts the portal.</summary>
    public virtual async Task InitializeAsync()
    {
        if (!_isGuest)
        {
            ConnectionString = await TestPostgres.CreateDatabaseAsync();
        }

        _ = Services;
    }

    /// <summary>A browser without scripts: keeps cookies, follows no redirect.</summary>
    public HttpClient Browser() => CreateClient(new() { AllowAutoRedirect = false });

    /// <summary>A use case, or anything else in the container.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A context of the portal's database; dispose it.</summary>
    public PortalDbContext OpenDb() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (!_isGuest)
        {
            await TestPostgres.DropDatabaseAsync(ConnectionString);
        }

        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        builder.UseSetting("ConnectionStrings:Portal", ConnectionString);
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.AddProvider(Logs));
        if (!_clockRuns)
        {
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time)));
        }
    }
}

/// <summary>Waiting for what happens by itself.</summary>
public static class Eventually
{
    /// <summary>Asks again until it is so, for at most half a minute.</summary>
    public static async Task EventuallyAsync(this PortalFactory portal, Func<PortalDbContext, Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            await using var db = portal.OpenDb();
            if (await isSo(db))
            {
                return;
            }

            await Task.Delay(100, patience.Token);
        }
    }
}
