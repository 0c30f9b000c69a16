using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Portal.Infrastructure.Persistence;

namespace Portal.Tests;

/// <summary>
/// The whole portal, on a database of its own, at a time that only the test moves; jobs and rate limits are off unless
/// a test asks for them.
/// </summary>
/// <param name="environment">Development, or what a test is about.</param>
/// <param name="settings">Beside the usual ones or instead of them.</param>
public abstract class PortalHost(string environment, IEnumerable<(string Key, string? Value)> settings) : WebApplicationFactory<Program>, IAsyncLifetime
{
    private static readonly (string Key, string? Value)[] s_usual =
    [
        ("Portal:MasterKey", Convert.ToBase64String(new byte[32])),
        ("Portal:RateLimits", "off"),
        ("Portal:Jobs", "off"),
        // A test that moves the clock by days stays signed in, and a window nobody touches stays open; what is about sessions says so.
        ("Staff:LockAfterMinutes", "0"),
        ("Staff:UnusedHours", "720"),
        ("Staff:LongestHours", "720"),
        ("Logging:Console:LogLevel:Default", "None"),
    ];

    /// <summary>The portal's clock: Monday, 7 December 2026, 09:00 in Jakarta, until a test moves it.</summary>
    public ManualTimeProvider Time { get; } = new();

    /// <summary>Every line the portal has logged.</summary>
    public LogCapture Logs { get; } = new();

    /// <summary>Reaches this portal's own database.</summary>
    public string ConnectionString { get; protected set; } = "";

    /// <summary>The environment it runs in.</summary>
    protected string EnvironmentName { get; } = environment;

    /// <summary>Whether the scheduler may tick, which it never does on a clock that stands still.</summary>
    protected bool ClockRuns { get; init; }

    /// <summary>Whether the database is another portal's.</summary>
    protected bool IsGuest { get; init; }

    /// <summary>Makes the database and starts the portal.</summary>
    public virtual async Task InitializeAsync()
    {
        if (!IsGuest)
        {
            ConnectionString = await TestPostgres.CreateDatabaseAsync();
        }

        _ = Services;
    }

    /// <summary>A use case, or anything else in the container.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A context of the portal's database; dispose it.</summary>
    public PortalDbContext OpenDb() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (!IsGuest)
        {
            await TestPostgres.DropDatabaseAsync(ConnectionString);
        }

        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        builder.UseSetting("ConnectionStrings:Portal", ConnectionString);
        foreach (var (key, value) in s_usual.Concat(settings))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services => services.AddStrictQueries());
        builder.ConfigureLogging(logging => logging.AddProvider(Logs));
        if (!ClockRuns)
        {
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time)));
        }
    }
}
