using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Portal.Infrastructure.Persistence;

/// <summary>What can be told about a machine without opening the database.</summary>
internal static class MachineChecks
{
    private const int OldestPostgres = 14;
    private const long Megabyte = 1_000_000;

    public static Finding Runtime() =>
        Environment.Version.Major >= 10
            ? Finding.Good($".NET {Environment.Version} runs.")
            : Finding.Wrong($"The portal runs on .NET {Environment.Version}, which is too old.", "Install the .NET 10 SDK.");

    public static async Task<Finding> PostgresAsync(IConfiguration configuration, CancellationToken ct)
    {
        string bin;
        try
        {
            bin = EmbeddedPostgres.BinFolder(PortalDatabase.EmbeddedFolder(configuration));
        }
        catch (InvalidOperationException missing)
        {
            return PortalDatabase.Configured(configuration) is null
                ? Finding.Wrong(missing.Message, "Run './portal up', which installs it, or install it as said.")
                : Finding.Note("PostgreSQL's programs are not installed; only './portal backup' and 'restore' need them here.");
        }

        var version = (await ChildProcess.RunAsync([Path.Combine(bin, "postgres"), "--version"], ct)).Output;
        var major = PostgresBinaries.MajorOf(bin);
        return major >= OldestPostgres
            ? Finding.Good($"PostgreSQL is installed: {version}.")
            : Finding.Wrong($"PostgreSQL is too old: {version}.", $"Install version {OldestPostgres} or newer.");
    }

    public static Finding DataFolder(IConfiguration configuration)
    {
        var folder = PortalStorageOptions.From(configuration).DataFolder;
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $"doctor-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return Finding.Wrong($"The data folder {folder} cannot be written: {closed.Message}", "Give it to the user who runs the portal, or set PORTAL_DATA to another folder.");
        }

        var free = new DriveInfo(folder).AvailableFreeSpace / Megabyte;
        return free switch
        {
            < 500 => Finding.Wrong($"Only {free} MB are free where the data folder {folder} lies.", "Free some space, or set PORTAL_DATA to another disk: a full disk stops the database."),
            < 5_000 => Finding.Note($"The data folder {folder} can be written; {free} MB are free there, which is not much."),
            _ => Finding.Good($"The data folder {folder} can be written; {free / 1000} GB are free there."),
        };
    }

    public static Finding Port(IConfiguration configuration)
    {
        var text = configuration["PORTAL_PORT"] ?? "5080";
        if (!ushort.TryParse(text, CultureInfo.InvariantCulture, out var port) || port == 0)
        {
            return Finding.Wrong($"PORTAL_PORT is '{text}', which is no port number.", "Set it to a number from 1 to 65535, or leave it out for 5080.");
        }

        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return Finding.Good($"Port {port} is free.");
        }
        catch (SocketException) when (EmbeddedPostgres.IsRunning(PortalDatabase.EmbeddedFolder(configuration)))
        {
            return Finding.Note($"Port {port} is in use; the portal seems to be running.");
        }
        catch (SocketException taken)
        {
            return Finding.Wrong($"Port {port} cannot be used: {taken.Message}.", "Stop the program that uses it, or set PORTAL_PORT to another number.");
        }
    }

    public static Finding Languages()
    {
        try
        {
            var august = CultureInfo.GetCultureInfo("id-ID").DateTimeFormat.GetMonthName(8);
            return august == "Agustus"
                ? Finding.Good("Indonesian dates and numbers are known (ICU).")
                : Finding.Wrong($"The machine does not know Indonesian: it calls August '{august}'.", "Run 'apt-get install libicu72' (or the libicu of this system), and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
        }
        catch (CultureNotFoundException)
        {
            return Finding.Wrong("The machine knows no languages at all (invariant mode).", "Unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT, and install libicu.");
        }
    }

    public static Finding TimeZones()
    {
        (string Zone, int Hours)[] expected = [("Asia/Jakarta", 7), ("Asia/Makassar", 8), ("Asia/Jayapura", 9)];
        var bad = expected.Where(e => !TimeZoneInfo.TryFindSystemTimeZoneById(e.Zone, out var zone) || zone.BaseUtcOffset.TotalHours != e.Hours).ToList();
        return bad.Count == 0
            ? Finding.Good("The time zones WIB, WITA and WIT are known.")
            : Finding.Wrong($"The time zone {bad[0].Zone} is missing or wrong.", "Run 'apt-get install tzdata'.");
    }

    public static Finding Clock(DateTimeOffset now)
    {
        // The program cannot be younger than now; a computer without a battery starts in 1970 or 2000.
        var built = new DateTimeOffset(File.GetLastWriteTimeUtc(typeof(MachineChecks).Assembly.Location), TimeSpan.Zero);
        return now >= built.AddDays(-1) && now < built.AddYears(30)
            ? Finding.Good($"The clock says {now:yyyy-MM-dd HH:mm} UTC.")
            : Finding.Wrong($"The clock says {now:yyyy-MM-dd HH:mm} UTC, but this program was built on {built:yyyy-MM-dd}.", "Set the clock, and switch time synchronisation on: appointments depend on it.");
    }

    public static IEnumerable<Finding> Settings(IConfiguration configuration)
    {
        if (!IsProduction(configuration))
        {
            yield return Finding.Note("The environment is Development: the master key is made in the data folder, and nothing here is fit for real residents.");
            yield break;
        }

        var address = configuration["Portal:PublicBaseUrl"];
        yield return Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
            ? url.Scheme == "https" ? Finding.Good($"Links and QR codes point to {url}.") : Finding.Note($"Links and QR codes point to {url}, which is not encrypted (http).")
            : Finding.Wrong("Portal__PublicBaseUrl is missing or no web address.", "Set it to the address residents use, for example https://ktp.example.go.id");

        var key = new byte[64];
        yield return Convert.TryFromBase64String(configuration["Portal:MasterKey"] ?? "", key, out var length) && length == 32
            ? Finding.Good("The master key is set.")
            : Finding.Wrong("Portal__MasterKey is missing or not 32 bytes in base64.", "Make one with 'openssl rand -base64 32', set it, and keep a copy apart from the backups.");
        CryptographicOperations.ZeroMemory(key);
    }

    public static bool IsProduction(IConfiguration configuration) =>
        !string.Equals(configuration["ASPNETCORE_ENVIRONMENT"] ?? configuration["environment"] ?? "Production", "Development", StringComparison.OrdinalIgnoreCase);
}
