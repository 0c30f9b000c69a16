using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Core.Booking;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Bench;

/// <summary>A throw-away cluster with a migrated database and three offices made for load.</summary>
internal sealed class BenchStand : IAsyncDisposable
{
    public const string Database = "bench";

    /// <summary>Open round the clock in slots of five minutes; a slot takes more than any run can book.</summary>
    public static readonly OfficeCode Wide = OfficeCode.Parse("99.01.01").Value;

    /// <summary>A slot takes fifty: for what happens when it is full.</summary>
    public static readonly OfficeCode Narrow = OfficeCode.Parse("99.01.02").Value;

    private const int NarrowStations = 50;

    private readonly string _folder;
    private readonly EmbeddedPostgres _cluster;

    private BenchStand(string folder, EmbeddedPostgres cluster)
    {
        _folder = folder;
        _cluster = cluster;
    }

    public static int NarrowCapacity => NarrowStations;

    public string MasterKey { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public string ConnectionString => _cluster.ConnectionStringTo(Database);

    public string ServerLog => Path.Combine(_folder, "postgres", "server.log");

    /// <summary>The folder of the server's socket, where pgbench finds it.</summary>
    public string SocketFolder => new NpgsqlConnectionStringBuilder(ConnectionString).Host!;

    public static async Task<BenchStand> StartAsync(BenchSettings settings, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        // The server runs under an account of its own.
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        var cluster = await EmbeddedPostgres.StartAsync(new() { Folder = Path.Combine(folder, "postgres"), Database = Database, Durable = settings.Durable }, ct);
        var stand = new BenchStand(folder, cluster);
        await stand.PrepareAsync(ct);
        return stand;
    }

    /// <summary>Ends the database server as <c>pg_ctl stop -m immediate</c> does, in the middle of whatever it does; it is started again at once and recovers.</summary>
    public async Task CrashAsync(CancellationToken ct)
    {
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(_folder, "postgres", "data", "postmaster.pid"), ct))[0];
        using var quit = Process.Start("kill", ["-QUIT", postmaster]);
        await quit.WaitForExitAsync(ct);
    }

    public string ConnectionStringTo(string database) => _cluster.ConnectionStringTo(database);

    /// <summary>A copy of the database as it is now; nobody may be connected to it.</summary>
    public async Task CopyAsync(string name, CancellationToken ct)
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync("postgres", $"CREATE DATABASE {name} TEMPLATE {Database}", ct);
    }

    public async Task ExecuteAsync(string database, string sql, CancellationToken ct)
    {
        await using var connection = await OpenAsync(database, ct);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<T> ReadAsync<T>(string database, string sql, CancellationToken ct)
    {
        await using var connection = await OpenAsync(database, ct);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(_cluster.ConnectionStringTo(database) + ";Pooling=false");
        await connection.OpenAsync(ct);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task PrepareAsync(CancellationToken ct)
    {
        await using var source = PortalDbOptions.Source(ConnectionString);
        await DatabaseMigrator.MigrateAsync(source, ct);
        await using var db = new PortalDbContext(PortalDbOptions.For(source));
        await OfficeSeed.LoadServicesIfNewAsync(db, ct);
        db.Holidays.RemoveRange(await db.Holidays.ToListAsync(ct));
        db.Offices.AddRange(Office(Wide, "Luas", 1_000_000), Office(Narrow, "Sempit", NarrowStations));
        await db.SaveChangesAsync(ct);
    }

    private static Office Office(OfficeCode code, string name, int stations)
    {
        OpeningHours[] hours = [.. Enum.GetValues<DayOfWeek>().Select(day => new OpeningHours(day, TimeOnly.MinValue, new TimeOnly(23, 55)))];
        var slots = new SlotRules(SlotMinutes: 5, stations, WalkInSharePercent: 0, HorizonDays: 30, ReleasesAt: TimeOnly.MinValue);
        return new Office(code, name, "Kab. Uji", "Asia/Jakarta", new OfficeRules())
            .WithVillage(VillageCode.Parse($"{code}.2001").Value, "Desa Uji", VillageKind.Desa)
            .WithServicePoint(new ServicePoint(Guid.CreateVersion7(), code, new("Kantor"), hours, slots));
    }
}
