using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Tests;

namespace Portal.IntegrationTests.Persistence;

public sealed class DoctorTests : IDisposable
{
    private readonly string _folder = TemporaryFolder.Create();

    public void Dispose() => TemporaryFolder.Remove(_folder);

    [Fact]
    public async Task Look_FreshMachineInDevelopment_FindsNothingWrong()
    {
        var (code, said) = await LookAsync(("ASPNETCORE_ENVIRONMENT", "Development"));

        code.ShouldBe(0, said);
        said.ShouldContain("There is no database yet");
        said.ShouldEndWith("Nothing is wrong.\n");
    }

    [Fact]
    public async Task Look_ProductionWithoutSettings_NamesBoth()
    {
        var (code, said) = await LookAsync(("ASPNETCORE_ENVIRONMENT", "Production"));

        code.ShouldBe(1);
        said.ShouldContain("Portal__PublicBaseUrl is missing");
        said.ShouldContain("Portal__MasterKey is missing");
        said.ShouldContain("2 things are wrong.");
    }

    [Fact]
    public async Task Look_ProductionWithSettings_FindsNothingWrong()
    {
        var (code, said) = await LookAsync(
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("Portal:PublicBaseUrl", "https://ktp.example.go.id"),
            ("Portal:MasterKey", Convert.ToBase64String(new byte[32])));

        code.ShouldBe(0, said);
    }

    [Fact]
    public async Task Look_PortTaken_SaysWhich()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, said) = await LookAsync(("ASPNETCORE_ENVIRONMENT", "Development"), ("PORTAL_PORT", $"{port}"));

        code.ShouldBe(1);
        said.ShouldContain($"Port {port} cannot be used");
    }

    [Fact]
    public async Task Look_DataFolderIsAFile_SaysSo()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");

        var (code, said) = await LookAsync(("ASPNETCORE_ENVIRONMENT", "Development"), ("PORTAL_DATA", file));

        code.ShouldBe(1);
        said.ShouldContain("cannot be written");
    }

    [Fact]
    public async Task Look_DatabaseAway_SaysSoWithoutThePassword()
    {
        var (code, said) = await LookAsync(
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("ConnectionStrings:Portal", "Host=127.0.0.1;Port=9;Username=portal;Password=not-to-be-shown"));

        code.ShouldBe(1);
        said.ShouldContain("The database cannot be reached");
        said.ShouldNotContain("not-to-be-shown");
    }

    [Fact]
    public async Task Look_MigratedDatabase_SaysTheSchemaIsTheNewest()
    {
        var (code, said) = await LookAsync(
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ConnectionStrings:Portal", await TestPostgres.CreateDatabaseAsync()));

        code.ShouldBe(0, said);
        said.ShouldContain("The database answers");
        said.ShouldContain("The schema is the newest.");
    }

    [Fact]
    public async Task Look_EmptyDatabase_CountsPendingMigrations()
    {
        var (code, said) = await LookAsync(
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ConnectionStrings:Portal", await TestPostgres.CreateEmptyDatabaseAsync()));

        code.ShouldBe(0, said);
        said.ShouldContain("migrations are pending");
    }

    [Fact]
    public async Task Look_DatabaseOfANewerPortal_IsWrong()
    {
        var connectionString = await TestPostgres.CreateDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await using var newer = source.CreateCommand("""INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Later', '10.0.0')""");
            await newer.ExecuteNonQueryAsync();
        }

        var (code, said) = await LookAsync(("ASPNETCORE_ENVIRONMENT", "Development"), ("ConnectionStrings:Portal", connectionString));

        code.ShouldBe(1);
        said.ShouldContain("newer than this program");
    }

    [Theory]
    [InlineData("UPDATE stock_levels SET on_hand = 9", "Blangko of 36.72.03: 9 on hand, 10 by the ledger; 0 reserved, 0 cards in the printer.")]
    [InlineData("UPDATE stock_levels SET reserved = 2", "Blangko of 36.72.03: 10 on hand, 10 by the ledger; 2 reserved, 0 cards in the printer.")]
    [InlineData("DELETE FROM stock_levels", "Blangko of 36.72.03: 0 on hand, 10 by the ledger; 0 reserved, 0 cards in the printer.")]
    [InlineData("INSERT INTO stock_entries (office_code, movement, change, balance, local_day, at, command_id) VALUES ('36.72.03', 'Received', 1, 5, '2026-12-08', '2026-12-08Z', gen_random_uuid()); UPDATE stock_levels SET on_hand = 11", "1 lines of the ledger of blangko do not follow")]
    public async Task Look_BooksOnBlangkoDisagree_IsWrong(string tampering, string sentence)
    {
        var connectionString = await TestPostgres.CreateDatabaseAsync();
        await using var source = PortalDbOptions.Source(connectionString);
        await using var db = new PortalDbContext(PortalDbOptions.For(source));
        await OfficeSeed.LoadServicesIfNewAsync(db, CancellationToken.None);
        await OfficeSeed.LoadOfficesIfNewAsync(db, CancellationToken.None);
        await db.Database.ExecuteSqlRawAsync(StockHistory.Sql("36.72.03", new DateOnly(2026, 12, 7), days: 2, delivery: 10, every: 5, lastDelivery: 1, perDay: 0));
        (string, string)[] settings = [("ASPNETCORE_ENVIRONMENT", "Development"), ("ConnectionStrings:Portal", connectionString)];
        var (code, said) = await LookAsync(settings);
        code.ShouldBe(0, said);
        said.ShouldContain("The ledger of blangko agrees");

        await db.Database.ExecuteSqlRawAsync(tampering);
        (code, said) = await LookAsync(settings);

        code.ShouldBe(1, said);
        said.ShouldContain("WRONG  " + sentence);
    }

    [Fact]
    public async Task Look_ClockInThePast_IsWrong()
    {
        var (code, said) = await LookAsync(new ManualTimeProvider(new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)), ("ASPNETCORE_ENVIRONMENT", "Development"));

        code.ShouldBe(1);
        said.ShouldContain("WRONG  The clock says 2000-01-01");
    }

    private Task<(int Code, string Said)> LookAsync(params (string Name, string Value)[] settings) => LookAsync(TimeProvider.System, settings);

    private async Task<(int Code, string Said)> LookAsync(TimeProvider time, params (string Name, string Value)[] settings)
    {
        // A free port of our own, because the usual one may serve a portal on this very machine.
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Dictionary<string, string?> all = new() { ["PORTAL_DATA"] = _folder, ["PORTAL_PORT"] = $"{port}" };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        var said = new StringWriter();
        var code = await new DoctorCommand(time).RunAsync(said, new ConfigurationBuilder().AddInMemoryCollection(all).Build(), CancellationToken.None);
        return (code, said.ToString());
    }
}
