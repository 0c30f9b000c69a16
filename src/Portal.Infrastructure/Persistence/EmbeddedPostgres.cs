using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Portal.Infrastructure.Persistence;

/// <summary>
/// The portal's own PostgreSQL, used when no connection string is set: a cluster in a folder of ours, reached over a
/// Unix socket that nobody else can open, so it needs no password and no port. It stops with the process that
/// started it, and is started again by whoever still uses it.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    // Bytes of sockaddr_un.sun_path without its closing zero.
    private const int LongestSocketPath = 107;
    private const string Role = "portal";
    private const long LongestLog = 10_000_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(500);

    private readonly EmbeddedPostgresOptions _options;
    private readonly string _folder;
    private readonly string _data;
    private readonly string _socket;
    private readonly string _log;
    private readonly CancellationTokenSource _disposing = new();
    private ServerProcess? _server; // null: somebody else's, only used
    private Task _watch = Task.CompletedTask;

    private EmbeddedPostgres(EmbeddedPostgresOptions options)
    {
        _options = options;
        _folder = Path.GetFullPath(options.Folder);
        _data = Path.Combine(_folder, "data");
        _log = Path.Combine(_folder, "server.log");
        _socket = SocketFolder(_folder);
        ConnectionString = ConnectionStringTo(options.Database);
    }

    /// <summary>Reaches the database; stays the same over restarts.</summary>
    public string ConnectionString { get; }

    /// <summary>True when this instance started the server, false when it found it running.</summary>
    public bool OwnsServer => _server is not null;

    /// <summary>The folder of initdb, pg_dump and their like, newest version first.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed.</exception>
    public static string BinFolder() => PostgresBinaries.Folder();

    /// <summary>The folder of initdb, pg_dump and their like, in the version of the cluster under <paramref name="folder"/>.</summary>
    /// <exception cref="InvalidOperationException">No fitting PostgreSQL is installed.</exception>
    public static string BinFolder(string folder) => PostgresBinaries.Folder(Path.Combine(Path.GetFullPath(folder), "data"));

    /// <summary>True when there is a cluster under <paramref name="folder"/>.</summary>
    public static bool Exists(string folder) =>
        PostgresBinaries.VersionOf(Path.Combine(Path.GetFullPath(folder), "data")) is not null;

    /// <summary>True while a server runs on the cluster under <paramref name="folder"/>.</summary>
    public static bool IsRunning(string folder) =>
        PostmasterFile.StateOf(Path.Combine(Path.GetFullPath(folder), "data")) != ServerState.Stopped;

    /// <summary>Makes the cluster and the database when missing, and starts the server unless it runs already.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is missing or does not start; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken ct)
    {
        var instance = new EmbeddedPostgres(options);
        try
        {
            await instance.OpenAsync(ct);
        }
        catch
        {
            await instance.DisposeAsync();
            throw;
        }

        instance._watch = Task.Run(instance.KeepRunningAsync, CancellationToken.None);
        return instance;
    }

    /// <summary>A connection string to another database of the same server.</summary>
    public string ConnectionStringTo(string database) =>
        $"Host={_socket};Port=5432;Username={Role};Database={database};SSL Mode=Disable;GSS Encryption Mode=Disable";

    /// <summary>Stops the server if this instance started it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_server is { } server)
        {
            await server.StopAsync(atOnce: !_options.Durable);
        }

        _disposing.Dispose();
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            _server = await StartServerAsync(ct);
            try
            {
                await CreateDatabaseAsync(ct);
                return;
            }
            catch (NpgsqlException) when (_server is null && attempt < 20)
            {
                // The server we found was on its way out, its starter having ended; next time we start our own.
                await Task.Delay(BetweenAttempts, ct);
            }
        }
    }

    /// <summary>Null when a server was running already.</summary>
    private async Task<ServerProcess?> StartServerAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(_folder);
        await using var turn = await TakeTurnAsync(Path.Combine(_folder, "start.lock"), ct);
        while (PostmasterFile.StateOf(_data) == ServerState.StartingOrStopping)
        {
            await Task.Delay(Pause, ct);
        }

        if (PostmasterFile.StateOf(_data) == ServerState.Ready)
        {
            return null;
        }

        var bin = PostgresBinaries.Folder(_data);
        var account = await ServerAccount.ForAsync(_folder, _data, ct);
        await account.MakePrivateFolderAsync(_socket, ct);
        if (PostgresBinaries.VersionOf(_data) is null)
        {
            await InitialiseAsync(bin, account, ct);
        }

        await account.MakePrivateFolderAsync(_data, ct);
        PostmasterFile.DisownStale(_data);
        return await LaunchAsync(bin, account, ct);
    }

    private async Task InitialiseAsync(string bin, ServerAccount account, CancellationToken ct)
    {
        // Made beside and renamed when whole: initdb killed half way would leave a folder that looks like a cluster.
        var fresh = _data + ".new";
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        await account.MakePrivateFolderAsync(fresh, ct);
        string[] hurry = _options.Durable ? [] : ["--no-sync"];
        await ChildProcess.RequireAsync(
            [.. account.Launcher, Path.Combine(bin, "initdb"), "-D", fresh, "-U", Role, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", .. hurry], ct);
        Directory.Move(fresh, _data);
    }

    private async Task<ServerProcess> LaunchAsync(string bin, ServerAccount account, CancellationToken ct)
    {
        if (File.Exists(_log) && new FileInfo(_log).Length > LongestLog)
        {
            File.Move(_log, _log + ".1", overwrite: true);
        }

        for (var attempt = 1; ; attempt++)
        {
            var server = await ServerProcess.StartAsync(account.Launcher, [Path.Combine(bin, "postgres"), .. ServerArguments()], _log);
            while (!server.HasExited)
            {
                if (PostmasterFile.StateOf(_data) == ServerState.Ready)
                {
                    return server;
                }

                try
                {
                    await Task.Delay(Pause, ct);
                }
                catch (OperationCanceledException)
                {
                    await server.StopAsync(atOnce: !_options.Durable);
                    throw;
                }
            }

            // Sessions of a killed server keep the cluster closed for the moment they need to notice.
            if (attempt == 6)
            {
                throw new InvalidOperationException($"PostgreSQL did not start. The last lines of {_log}:\n{LogTail()}");
            }

            await Task.Delay(BetweenAttempts, ct);
        }
    }

    private string[] ServerArguments()
    {
        string[] always =
        [
            "-D", _data, "-k", _socket, "-p", "5432", "-c", "listen_addresses=", "-c", "unix_socket_permissions=0700",
            "-c", $"max_connections={_options.MaxConnections}", "-c", "timezone=UTC", "-c", "log_timezone=UTC", "-c", "logging_collector=off",
            // A refused row would put its values, so a resident's name, into the log.
            "-c", "log_error_verbosity=terse", "-c", "log_min_error_statement=panic",
        ];
        string[] careless = _options.Durable ? [] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];
        return [.. always, .. careless];
    }

    private async Task CreateDatabaseAsync(CancellationToken ct)
    {
        // Unpooled: a pooled connection would look like a user of the server at shutdown.
        await using var connection = new NpgsqlConnection(ConnectionStringTo("postgres") + ";Pooling=false");
        await connection.OpenAsync(ct);
        await using var ask = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = _options.Database } } };
        if (await ask.ExecuteScalarAsync(ct) is not null)
        {
            return;
        }

        try
        {
            var quoted = _options.Database.Replace("\"", "\"\"", StringComparison.Ordinal);
            await using var create = new NpgsqlCommand($"CREATE DATABASE \"{quoted}\" TEMPLATE template0", connection);
            await create.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException race) when (race.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process made it between the question and the order.
        }
    }

    /// <summary>Starts the server again when it dies, or when the process that had started it ends.</summary>
    private async Task KeepRunningAsync()
    {
        while (!_disposing.IsCancellationRequested)
        {
            try
            {
                if (_server is { } server)
                {
                    await server.WaitForExitAsync(_disposing.Token);
                }
                else if (PostmasterFile.StateOf(_data) == ServerState.Ready)
                {
                    await Task.Delay(BetweenAttempts, _disposing.Token);
                    continue;
                }

                _server = await StartServerAsync(_disposing.Token);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The reason is in server.log, and every request says that the database is away; keep trying.
                await Task.Delay(BetweenAttempts, _disposing.Token);
            }
        }
    }

    private static string SocketFolder(string folder)
    {
        var beside = Path.Combine(folder, "socket");
        if (Encoding.UTF8.GetByteCount(Path.Combine(beside, ".s.PGSQL.5432")) <= LongestSocketPath)
        {
            return beside;
        }

        var name = "portal-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12];
        return Path.Combine(ServerAccount.IsRoot ? "/run" : Path.GetTempPath(), name);
    }

    private static async Task<FileStream> TakeTurnAsync(string file, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Directory.Exists(Path.GetDirectoryName(file)))
            {
                await Task.Delay(Pause, ct);
            }
            catch (UnauthorizedAccessException)
            {
                throw new InvalidOperationException($"The database in {Path.GetDirectoryName(file)} belongs to another user: start the portal as that user, or choose another folder with PORTAL_DATA.");
            }
        }
    }

    private string LogTail() => File.Exists(_log) ? string.Join('\n', File.ReadLines(_log).TakeLast(8)) : "(no log)";
}
