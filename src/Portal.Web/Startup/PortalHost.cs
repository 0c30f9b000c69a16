using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Infrastructure;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;
using Portal.Infrastructure.Staff;
using Portal.Web.Features.Api;
using Portal.Web.Features.Machines;
using Portal.Web.Features.Webhooks;

namespace Portal.Web.Startup;

/// <summary>
/// Starts the portal: settings, database, container, schema, pages. The database comes before the container, because an
/// embedded one has no address until it runs, and it stops last.
/// </summary>
public static class PortalHost
{
    private static readonly TimeSpan DatabasePatience = TimeSpan.FromSeconds(30);

    /// <summary>Serves until told to stop.</summary>
    /// <exception cref="StartProblem">It cannot start, for a reason the operator can mend.</exception>
    public static async Task ServeAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        // ./portal up serves what it has built, in Production too; a published portal has its files beside it, and this finds nothing to do.
        builder.WebHost.UseStaticWebAssets();
        var settings = PortalSettings.Read(builder.Configuration, builder.Environment);
        await using var database = await OpenDatabaseAsync(builder.Configuration);
        builder.AddPortalHost(settings, database.ConnectionString);
        builder.AddPortalWeb();

        await using var app = builder.Build();
        app.UsePortalWeb();
        app.MapPortalWeb();
        app.MapApiV1();
        app.MapApiDocument();
        app.MapMachines();
        app.MapTwilioWebhooks();
        await PrepareAsync(app);
        app.Lifetime.ApplicationStarted.Register(() => SayWhatToOpen(app));
        try
        {
            await app.RunAsync();
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException or SocketException)
        {
            throw new StartProblem($"Something else already listens on the address of the portal ({taken.Message.TrimEnd('.')}). Stop it, or choose another port with PORTAL_PORT.");
        }
    }

    /// <summary>A portal without a web server, for a command that needs the services; its database has the newest schema.</summary>
    /// <exception cref="StartProblem">It cannot start, for a reason the operator can mend.</exception>
    public static async Task<T> WithServicesAsync<T>(Func<WebApplication, Task<T>> act)
    {
        var builder = WebApplication.CreateBuilder();
        var settings = PortalSettings.Read(builder.Configuration, builder.Environment);
        await using var database = await OpenDatabaseAsync(builder.Configuration);
        builder.AddPortalHost(settings, database.ConnectionString);
        builder.AddPortalWeb();
        await using var app = builder.Build();
        await PrepareAsync(app);
        return await act(app);
    }

    private static void AddPortalHost(this WebApplicationBuilder builder, PortalSettings settings, string connectionString)
    {
        builder.Logging.AddPortalLogging();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        if (!HasAddress(builder.Configuration))
        {
            builder.WebHost.UseUrls($"http://localhost:{settings.Port}");
        }

        // Cookies that another site of the same domain has set may hold any byte; the server would refuse the whole request.
        builder.WebHost.ConfigureKestrel(server => server.RequestHeaderEncodingSelector = _ => Encoding.Latin1);
        builder.Services.AddPortalInfrastructure(connectionString, settings.MasterKey, settings.Options);
        builder.Services.AddPortalDataProtection();
        builder.Services.AddApiV1();
        builder.Services.AddPortalRateLimits();
        builder.Services.AddSingleton<Telemetry>();
    }

    private static bool HasAddress(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[WebHostDefaults.ServerUrlsKey])
        || !string.IsNullOrEmpty(configuration[WebHostDefaults.HttpPortsKey])
        || !string.IsNullOrEmpty(configuration[WebHostDefaults.HttpsPortsKey])
        || configuration.GetSection("Kestrel:Endpoints").Exists();

    private static async Task<PortalDatabase> OpenDatabaseAsync(IConfiguration configuration)
    {
        try
        {
            return await PortalDatabase.OpenAsync(configuration, CancellationToken.None);
        }
        catch (InvalidOperationException wrong)
        {
            throw new StartProblem(wrong.Message);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new StartProblem($"The data folder {PortalStorageOptions.From(configuration).DataFolder} cannot be used: {wrong.Message} Choose another with PORTAL_DATA.");
        }
    }

    /// <summary>Brings the database to the newest schema and fills a new one.</summary>
    private static async Task PrepareAsync(WebApplication app)
    {
        var source = app.Services.GetRequiredService<NpgsqlDataSource>();
        try
        {
            await WaitForAsync(source);
            await DatabaseMigrator.MigrateAsync(source);
            await PortalJobs.MakeSchemaAsync(source, CancellationToken.None);
            app.Services.GetRequiredService<KeyRing>().Reload();
            await SealSecretsAsync(app);
            await FillAsync(app);
        }
        catch (Exception away) when (DatabaseAway.IsTheReason(away))
        {
            throw new StartProblem($"The database could not be reached: {away.Message} Check ConnectionStrings__Portal, and that the server runs.");
        }
        catch (PostgresException refused)
        {
            throw new StartProblem($"The database refused: {refused.MessageText} (SQLSTATE {refused.SqlState}). Check ConnectionStrings__Portal, and that its user owns the database.");
        }
        catch (InvalidOperationException wrongKey) when (wrongKey.Message.StartsWith("Portal__MasterKey", StringComparison.Ordinal))
        {
            throw new StartProblem(wrongKey.Message);
        }
    }

    // Authenticator keys and recovery codes of older versions lay in the database as they are.
    private static async Task SealSecretsAsync(WebApplication app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        await app.Services.GetRequiredService<StaffSecrets>().SealOldAsync(db, CancellationToken.None);
    }

    /// <summary>Gives a new database what every installation begins with; an edit is never overwritten.</summary>
    private static async Task FillAsync(WebApplication app)
    {
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
        {
            await OfficeSeed.LoadServicesIfNewAsync(db, CancellationToken.None);
            if (app.Environment.IsDevelopment())
            {
                await OfficeSeed.LoadOfficesIfNewAsync(db, CancellationToken.None);
            }
        }

        if (await FirstAdmin.EnsureAsync(app.Services, CancellationToken.None) is { } admin)
        {
            // On the console, not through the logger: it is kept nowhere.
            Console.WriteLine($"""

                The first administrator: user name {admin.UserName}, password {admin.Password}
                Write it down now, it is not shown again. It is replaced at the first sign-in.
                After that, Mulai (/petugas/mulai) leads from the first office to the first resident.
                """);
        }
    }

    // Portal and database are often started together, and the database is rarely the first to be ready.
    private static async Task WaitForAsync(NpgsqlDataSource source)
    {
        using var patience = new CancellationTokenSource(DatabasePatience);
        while (true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(patience.Token);
                return;
            }
            catch (NpgsqlException away) when (DatabaseAway.IsTheReason(away) && !patience.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                throw new StartProblem($"The database did not answer within {DatabasePatience.TotalSeconds} seconds. Check ConnectionStrings__Portal, and that the server runs.");
            }
        }
    }

    private static void SayWhatToOpen(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is null)
        {
            return;
        }

        var data = PortalDatabase.Configured(app.Configuration) is null
            ? $"The data lives in {PortalStorageOptions.From(app.Configuration).DataFolder}."
            : "The data lives in the database that ConnectionStrings__Portal names.";
        Console.WriteLine($"""

            The portal runs on {address}
            Staff sign in at {address}/petugas/masuk
            {data}
            Stop it with Ctrl-C.

            """);
    }
}
