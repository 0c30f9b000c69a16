using System.Diagnostics;
using Portal.Tests;

namespace Portal.IntegrationTests.Startup;

/// <summary>The program as the operator starts it.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Serve_ProductionWithoutSettings_ExplainsItselfAndEndsWith2()
    {
        var (code, output, error) = await RunAsync([], ("ASPNETCORE_ENVIRONMENT", "Production"), ("ConnectionStrings__Portal", "Host=/nowhere"));

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain("- Portal__PublicBaseUrl is missing.");
        error.ShouldContain("- Portal__MasterKey is required");
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Serve_ProductionWithNothingAtAll_AlsoSaysWhereTheDataWouldLiveAndMakesNothing()
    {
        var data = Path.Combine(Path.GetTempPath(), $"portal-never-made-{Guid.NewGuid():N}");

        var (code, _, error) = await RunAsync([], ("ASPNETCORE_ENVIRONMENT", "Production"), ("ConnectionStrings__Portal", ""), ("PORTAL_DATA", data));

        code.ShouldBe(2);
        error.Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal)).ShouldBe(2);
        error.ShouldContain($"a PostgreSQL of its own in {data}");
        Directory.Exists(data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ConnectionStrings__Portal", "rahasia;nonsense", "ConnectionStrings__Portal cannot be read.")]
    [InlineData("PORTAL_DATA", "/proc/no-such-folder", "The data folder")]
    public async Task Serve_SettingThatCannotBeUsed_IsToldInASentence(string name, string value, string beginning)
    {
        var (code, _, error) = await RunAsync([], ("ASPNETCORE_ENVIRONMENT", "Production"), ("Portal__PublicBaseUrl", "https://ktp.example.go.id"), ("Portal__MasterKey", Convert.ToBase64String(new byte[32])), (name, value));

        code.ShouldBe(2);
        error.ShouldContain("- " + beginning);
        error.ShouldNotContain("rahasia");
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task UnknownCommand_NamesThoseThatExist()
    {
        var (code, _, error) = await RunAsync(["sing"]);

        code.ShouldBe(2);
        error.ShouldContain("There is no command \"sing\".");
        error.ShouldContain("backup FILE");
    }

    [Fact]
    public async Task Serve_WithTheKeyOfAnotherInstallation_RefusesToStart()
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        (string, string)[] settings = [("ASPNETCORE_ENVIRONMENT", "Development"), ("ConnectionStrings__Portal", database)];
        (await RunAsync(["migrate"], [.. settings, ("Portal__MasterKey", Convert.ToBase64String(new byte[32]))])).Code.ShouldBe(0);

        var (code, _, error) = await RunAsync(["migrate"], [.. settings, ("Portal__MasterKey", Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]))]);

        code.ShouldBe(2);
        error.ShouldContain("Portal__MasterKey is not the key this database was made with.");
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Migrate_TwoNodesAtOnceOnAnEmptyDatabase_BothSucceedAndOneAdministratorIsMade()
    {
        var database = await TestPostgres.CreateEmptyDatabaseAsync();
        (string, string)[] settings =
        [
            ("ASPNETCORE_ENVIRONMENT", "Production"), ("ConnectionStrings__Portal", database), ("Portal__PublicBaseUrl", "https://ktp.example.go.id"),
            ("Portal__MasterKey", Convert.ToBase64String(new byte[32])),
        ];

        var nodes = await Task.WhenAll(RunAsync(["migrate"], settings), RunAsync(["migrate"], settings));

        nodes.ShouldAllBe(node => node.Code == 0 && node.Error.Length == 0);
        nodes.Count(node => node.Output.Contains("The first administrator", StringComparison.Ordinal)).ShouldBe(1);
        await using var source = Npgsql.NpgsqlDataSource.Create(database);
        await using var count = source.CreateCommand("SELECT (SELECT count(*) FROM staff) || ' ' || (SELECT count(*) FROM offices) || ' ' || (SELECT count(*) FROM data_keys)");
        (await count.ExecuteScalarAsync()).ShouldBe("1 0 4", "no invented offices in Production");
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Portal.Web.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await error);
    }
}
