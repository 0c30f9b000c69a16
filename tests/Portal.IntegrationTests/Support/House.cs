using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;
using Portal.Tests;

namespace Portal.IntegrationTests.Support;

/// <summary>Use cases on a database of their own, without a web host: five offices, a clock that stands still.</summary>
public sealed class House : IAsyncDisposable
{
    public static readonly OfficeCode Pulomerak = OfficeCode.Parse("36.72.03").Value;

    // Services, offices and keys are the same in every house: made once, then copied.
    private static readonly Lazy<Task<string>> s_furnished = new(FurnishAsync);

    private readonly ServiceProvider _services;
    private readonly string _connectionString;
    private readonly NotificationOptions? _notifications;

    private House(ServiceProvider services, string connectionString, ManualTimeProvider time, NotificationOptions? notifications)
    {
        _services = services;
        _connectionString = connectionString;
        _notifications = notifications;
        Time = time;
    }

    public ManualTimeProvider Time { get; }

    /// <summary>Its database, for another process.</summary>
    public string ConnectionString => _connectionString;

    /// <summary>The house on a database that another process has made and will drop: not to be disposed of.</summary>
    public static House Join(string connectionString, NotificationOptions? notifications = null)
    {
        var time = new ManualTimeProvider();
        return new House(Build(connectionString, time, showsSecrets: false, notifications), connectionString, time, notifications);
    }

    /// <param name="showsSecrets">True as in Development: staff read codes among the messages, so codes can be sent.</param>
    /// <param name="notifications">Settings of the messages; none as usual: they are kept.</param>
    /// <param name="runs">A clock that runs, in place of the house's own.</param>
    /// <param name="log">Keeps what the house logs.</param>
    public static async Task<House> OpenAsync(bool showsSecrets = false, NotificationOptions? notifications = null, TimeProvider? runs = null, LogCapture? log = null)
    {
        var connectionString = await TestPostgres.CopyAsync(await s_furnished.Value);
        var time = new ManualTimeProvider();
        return new House(Build(connectionString, runs ?? time, showsSecrets, notifications, log), connectionString, time, notifications);
    }

    /// <summary>Another node on the same database, with memory of its own.</summary>
    public ServiceProvider OtherNode() => Build(_connectionString, Time, showsSecrets: false, _notifications);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public object Get(Type service) => _services.GetRequiredService(service);

    public PortalDbContext Db() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Get<NpgsqlDataSource>().CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The bookable slots of Pulomerak, soonest first.</summary>
    public async Task<IReadOnlyList<FreeSlot>> SlotsAsync()
    {
        var today = DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);
        return (await Get<FindFreeSlots>().ExecuteAsync(new FindFreeSlots.Query(Pulomerak, today, today.AddDays(14)), Actor.Visitor, CancellationToken.None)).Value;
    }

    /// <summary>Answers of an invented person; every <paramref name="number"/> is another one.</summary>
    public static BookingAnswers Person(int number, string? phone = null) => new()
    {
        Name = "Warga Contoh",
        Nik = $"367203{(number % 28) + 1:D2}0590{(number / 28) + 1:D4}",
        BirthDay = $"{(number % 28) + 1}",
        BirthMonth = "5",
        BirthYear = "1990",
        Phone = phone ?? $"0812{number:D8}",
        Village = "36.72.03.1001",
        Channel = "whatsapp",
        Consent = true,
    };

    public Task<Result<BookedAppointment>> BookAsync(BookingAnswers person, DateTimeOffset start) =>
        Get<BookAppointment>().ExecuteAsync(BookAppointment.Command.Direct(ServiceSlug.New, Pulomerak, start, person, Language.Indonesian, Intake.Api), Actor.ApiClient, CancellationToken.None);

    public Task<Result<Guid>> HoldAsync(byte[] browser, DateTimeOffset start, Guid? draft = null) =>
        Get<HoldPlace>().ExecuteAsync(new HoldPlace.Command(draft, browser, ServiceSlug.New, Pulomerak, start, Language.Indonesian), Actor.Visitor, CancellationToken.None);

    public async Task<Guid> ApplicationIdAsync(RegisterNumber register)
    {
        await using var db = Db();
        return await db.Applications.Where(a => a.Register == register).Select(a => a.Id).SingleAsync();
    }

    /// <summary>Fifty at once: all wait at the same door before it opens.</summary>
    public static async Task<T[]> FiftyAtOnceAsync<T>(Func<int, Task<T>> act)
    {
        var door = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            await door.Task;
            return await act(i);
        })).ToArray();
        door.SetResult();
        return await Task.WhenAll(all);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await TestPostgres.DropDatabaseAsync(_connectionString);
    }

    private static async Task<string> FurnishAsync()
    {
        var connectionString = await TestPostgres.CreateDatabaseAsync();
        // A database in use cannot be copied: disposing closes its sessions.
        await using var services = Build(connectionString, new ManualTimeProvider(), showsSecrets: false, null);
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        await OfficeSeed.LoadServicesIfNewAsync(db, CancellationToken.None);
        await OfficeSeed.LoadOfficesIfNewAsync(db, CancellationToken.None);
        return connectionString;
    }

    private static ServiceProvider Build(string connectionString, TimeProvider time, bool showsSecrets, NotificationOptions? notifications, LogCapture? log = null)
    {
        var services = new ServiceCollection()
            .AddLogging(logging =>
            {
                if (log is not null)
                {
                    logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
                }
            })
            .AddSingleton(time)
            .AddPortalInfrastructure(connectionString, new MasterKey(new byte[MasterKey.Length]), new PortalOptions { PublicBaseUrl = new Uri("https://ektp.example"), RateLimits = false, Jobs = false, ShowsSecretsToStaff = showsSecrets, Notifications = notifications ?? new() })
            .AddStrictQueries()
            .BuildServiceProvider();

        // As the host does at start: fifty first requests must not each read the keys.
        services.GetRequiredService<KeyRing>().Reload();
        return services;
    }
}
