using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Portal.Bench.Http;
using Portal.Infrastructure.Notifications;

namespace Portal.Bench;

/// <summary>A server in a process of its own: the released build of the portal, or the bare page it is compared with.</summary>
internal sealed class ServerUnderLoad : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServerUnderLoad(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Resident memory in MB.</summary>
    public double ResidentMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <summary>Processor seconds it has used, on all cores together.</summary>
    public double ProcessorSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Starts the portal on the stand's database, without background jobs and rate limits.</summary>
    public static Task<ServerUnderLoad> StartPortalAsync(BenchStand stand, CancellationToken ct, bool jobs = false)
    {
        var folder = Path.Combine(RepositoryRoot(), "src", "Portal.Web");
        return StartAsync(folder, [Path.Combine(folder, "bin", "Release", "net10.0", "Portal.Web.dll")], stand, "/", ct, jobs);
    }

    /// <summary>Starts this very program as the bare page.</summary>
    public static Task<ServerUnderLoad> StartBareAsync(BenchStand stand, CancellationToken ct) =>
        StartAsync(AppContext.BaseDirectory, [typeof(ServerUnderLoad).Assembly.Location, Status.BarePortal.Command], stand, "/", ct, jobs: false);

    /// <summary>Starts a node that sends messages to a stand-in, with every job: Production, for only there everybody may receive some.</summary>
    public static Task<ServerUnderLoad> StartSendingAsync(BenchStand stand, TwilioOptions twilio, CancellationToken ct)
    {
        var folder = Path.Combine(RepositoryRoot(), "src", "Portal.Web");
        Dictionary<string, string?> settings = new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Portal__RateLimits"] = null,
            ["Notifications__Provider"] = "Twilio",
            ["Notifications__PerSecond"] = "10000",
            ["Notifications__Twilio__AccountSid"] = twilio.AccountSid,
            ["Notifications__Twilio__AuthToken"] = twilio.AuthToken,
            ["Notifications__Twilio__MessagingServiceSid"] = twilio.MessagingServiceSid,
            ["Notifications__Twilio__BaseUrl"] = twilio.BaseUrl.ToString(),
            ["Notifications__Twilio__PublicBaseUrl"] = twilio.PublicBaseUrl.ToString(),
        };
        return StartAsync(folder, [Path.Combine(folder, "bin", "Release", "net10.0", "Portal.Web.dll")], stand, null, ct, jobs: true, settings);
    }

    /// <summary>SIGKILL: no handler runs, no connection is closed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // SIGTERM: an orderly end, as an operator's.
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }

    private static async Task<ServerUnderLoad> StartAsync(string folder, string[] command, BenchStand stand, string? ready, CancellationToken ct, bool jobs, IReadOnlyDictionary<string, string?>? more = null)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", command) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // Neither Development, which checks more, nor Production, which refuses to run without rate limits.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Staging";
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["ConnectionStrings__Portal"] = stand.ConnectionString + ";Maximum Pool Size=64";
        start.Environment["Portal__MasterKey"] = stand.MasterKey;
        start.Environment["Portal__PublicBaseUrl"] = $"http://127.0.0.1:{port}";
        start.Environment["Portal__RateLimits"] = "off";
        start.Environment["Portal__Jobs"] = jobs ? "on" : "off";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in more ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var said = new Queue<string>();
        process.OutputDataReceived += (_, line) => Keep(said, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(said, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerUnderLoad(process, port);
        if (ready is null)
        {
            // It begins to send before it listens.
            return server;
        }

        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = await HttpConnection.OpenAsync(port, ct);
                if ((await connection.SendAsync(LoadGenerator.Get(ready), ct)).Status == 200)
                {
                    return server;
                }
            }
            catch (Exception notYet) when (notYet is SocketException or IOException)
            {
                // Still starting.
            }

            if (process.HasExited || watch.Elapsed > StartPatience)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException("The server did not start:\n" + string.Join('\n', said));
            }

            await Task.Delay(50, ct);
        }
    }

    private static void Keep(Queue<string> said, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (said)
        {
            said.Enqueue(line);
            if (said.Count > 40)
            {
                said.Dequeue();
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The bench runs inside the repository: it starts the portal that is built there.");
    }
}
