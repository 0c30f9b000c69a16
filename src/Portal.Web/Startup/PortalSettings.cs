using System.Globalization;
using Portal.Core.Staff;
using Portal.Infrastructure.Centre;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;

namespace Portal.Web.Startup;

/// <summary>Everything the operator sets, checked before anything is started, so that all faults are told at once.</summary>
/// <param name="Options">Settings that use cases and pages ask for.</param>
/// <param name="MasterKey">The key that wraps the data keys.</param>
/// <param name="Port">The port to listen on where no address is set.</param>
public sealed record PortalSettings(PortalOptions Options, MasterKey MasterKey, int Port)
{
    /// <exception cref="StartProblem">A setting is missing or wrong.</exception>
    public static PortalSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        List<string> problems = [];
        var port = ReadPort(configuration["PORTAL_PORT"], problems);
        var publicBaseUrl = ReadBaseUrl(configuration["Portal:PublicBaseUrl"], environment, port, problems);
        var options = new PortalOptions
        {
            PublicBaseUrl = publicBaseUrl,
            RateLimits = ReadSwitch(configuration, "RateLimits", problems),
            Jobs = ReadSwitch(configuration, "Jobs", problems),
            MetricsPublic = ReadSwitch(configuration, "MetricsPublic", problems),
            ShowsSecretsToStaff = environment.IsDevelopment(),
            Sessions = ReadSessions(configuration.GetSection("Staff"), problems),
            Centre = ReadCentre(configuration, problems),
            Notifications = NotificationSettings.Read(configuration.GetSection("Notifications"), environment, publicBaseUrl, problems),
        };
        if (!options.RateLimits && environment.IsProduction())
        {
            problems.Add("Portal__RateLimits=off is not honoured in Production. Remove it.");
        }

        var masterKey = Try(() => MasterKey.Load(configuration, PortalStorageOptions.From(configuration).DataFolder, environment.IsDevelopment()), problems);
        Try(() => TrustedProxies.Configure(new ForwardedHeadersOptions(), configuration["Portal:TrustedProxies"]), problems);
        return problems.Count == 0 ? new(options, masterKey!, port) : throw new StartProblem(problems) { Notes = NotesFor(configuration, environment) };
    }

    // Whoever starts a real installation for the first time learns everything at once, and where it belongs.
    private static IReadOnlyList<string> NotesFor(IConfiguration configuration, IHostEnvironment environment) =>
    [
        .. environment.IsProduction() && PortalDatabase.Configured(configuration) is null
            ? (string[])[$"The database: ConnectionStrings__Portal is not set, so the portal will run a PostgreSQL of its own in {PortalStorageOptions.From(configuration).DataFolder}. That serves one machine; set ConnectionStrings__Portal to use a server of yours, or several machines. Either way make backups: ./portal backup."]
            : [],
        "Settings are environment variables; ./portal help and the README list them. To look around without any: ASPNETCORE_ENVIRONMENT=Development ./portal up.",
    ];

    private static int ReadPort(string? setting, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return 5080;
        }

        if (int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535)
        {
            return port;
        }

        problems.Add($"PORTAL_PORT is \"{setting}\". Set it to a number from 1 to 65535.");
        return 5080;
    }

    private static Uri ReadBaseUrl(string? setting, IHostEnvironment environment, int port, List<string> problems)
    {
        var local = new Uri($"http://localhost:{port}");
        if (string.IsNullOrWhiteSpace(setting))
        {
            if (!environment.IsDevelopment())
            {
                problems.Add("Portal__PublicBaseUrl is missing. Set it to the address the public uses, for example https://ktp.example.go.id: every link, message and QR code begins with it.");
            }

            return local;
        }

        if (Uri.TryCreate(setting.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length + url.Fragment.Length + url.UserInfo.Length == 0)
        {
            return url;
        }

        problems.Add($"Portal__PublicBaseUrl is \"{setting}\". Set it to an address like https://ktp.example.go.id.");
        return local;
    }

    private static CentreOptions ReadCentre(IConfiguration configuration, List<string> problems)
    {
        var (address, token) = (configuration["Centre:BaseUrl"]?.Trim(), configuration["Centre:Token"]?.Trim());
        if (string.IsNullOrEmpty(address))
        {
            return new CentreOptions();
        }

        // NIKs go over this line.
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || (url.Scheme != "https" && !(url.Scheme == "http" && url.IsLoopback)) || url.Query.Length + url.Fragment.Length + url.UserInfo.Length > 0)
        {
            problems.Add($"Centre__BaseUrl is \"{address}\". Set it to an address like https://siak.example.go.id/ektp (http only on this machine), or remove it: an operator then sends by hand.");
            return new CentreOptions();
        }

        return new CentreOptions { BaseUrl = url, Token = string.IsNullOrEmpty(token) ? null : token };
    }

    private static SessionRules ReadSessions(IConfigurationSection staff, List<string> problems)
    {
        var usual = SessionRules.Usual;
        return new SessionRules(
            TimeSpan.FromMinutes(Read("LockAfterMinutes", usual.LockAfter.TotalMinutes, 0, 120)),
            TimeSpan.FromHours(Read("UnusedHours", usual.Unused.TotalHours, 0.1, 720)),
            TimeSpan.FromHours(Read("LongestHours", usual.Longest.TotalHours, 0.1, 720)));

        double Read(string name, double preset, double least, double most)
        {
            if (string.IsNullOrWhiteSpace(staff[name]))
            {
                return preset;
            }

            if (double.TryParse(staff[name], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            problems.Add(string.Create(CultureInfo.InvariantCulture, $"Staff__{name} is \"{staff[name]}\". Set it to a number from {least} to {most}."));
            return preset;
        }
    }

    private static bool ReadSwitch(IConfiguration configuration, string name, List<string> problems)
    {
        var setting = configuration[$"Portal:{name}"];
        switch (setting?.Trim().ToLowerInvariant())
        {
            case null or "" or "on" or "true":
                return true;
            case "off" or "false":
                return false;
            default:
                problems.Add($"Portal__{name} is \"{setting}\". Set it to on or off.");
                return true;
        }
    }

    private static T? Try<T>(Func<T> read, List<string> problems)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException wrong)
        {
            problems.Add(wrong.Message);
            return null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problems.Add($"The data folder cannot be used: {wrong.Message} Choose another with PORTAL_DATA.");
            return null;
        }
    }

    private static void Try(Action check, List<string> problems) =>
        Try<object>(
            () =>
            {
                check();
                return problems;
            },
            problems);
}
