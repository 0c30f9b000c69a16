using System.Diagnostics;
using Npgsql;
using Portal.Infrastructure.Persistence;
using Portal.Tests;

namespace Portal.IntegrationTests.Persistence;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string _folder = TemporaryFolder.Create();

    public void Dispose() => TemporaryFolder.Remove(_folder);

    [Fact]
    public async Task Start_NewFolder_GivesADatabaseThatKeepsItsRows()
    {
        await using (var first = await StartAsync(durable: true))
        {
            first.OwnsServer.ShouldBeTrue();
            await ExecuteAsync(first, "CREATE TABLE kept AS SELECT 1 AS id");
        }

        EmbeddedPostgres.IsRunning(_folder).ShouldBeFalse();
        await using var second = await StartAsync(durable: true);
        (await ScalarAsync(second, "SELECT count(*) FROM kept")).ShouldBe(1L);
    }

    [Fact]
    public async Task Start_SeveralAtOnce_ShareOneServer()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync()));

        all.Count(one => one.OwnsServer).ShouldBe(1);
        foreach (var one in all)
        {
            (await ScalarAsync(one, "SELECT 1")).ShouldBe(1);
        }

        foreach (var one in all.OrderBy(one => one.OwnsServer))
        {
            await one.DisposeAsync();
        }

        EmbeddedPostgres.IsRunning(_folder).ShouldBeFalse();
    }

    [Fact]
    public async Task Dispose_WhileAnotherUsesTheServer_TheOtherTakesOver()
    {
        var starter = await StartAsync();
        await using var user = await StartAsync();
        user.OwnsServer.ShouldBeFalse();

        await starter.DisposeAsync();

        (await EventuallyAsync(user, "SELECT 1")).ShouldBe(1);
        SpinWait.SpinUntil(() => user.OwnsServer, TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    [Fact]
    public async Task ServerKilled_WhileInUse_ComesBackWithCommittedRows()
    {
        await using var postgres = await StartAsync(durable: true);
        await ExecuteAsync(postgres, "CREATE TABLE kept AS SELECT 1 AS id");

        Process.GetProcessById(ServerId()).Kill();

        (await EventuallyAsync(postgres, "SELECT count(*) FROM kept")).ShouldBe(1L);
    }

    [Fact]
    public async Task Start_PidFileNamesAnotherProgram_StartsAnyway()
    {
        await (await StartAsync()).DisposeAsync();
        using var stranger = Process.Start("sleep", "60");
        try
        {
            var file = Path.Combine(_folder, "data", "postmaster.pid");
            await File.WriteAllTextAsync(file, $"{stranger.Id}\n{_folder}/data\n1700000000\n5432\n{_folder}/socket\n\n  1 1\nready   \n");

            await using var postgres = await StartAsync();

            postgres.OwnsServer.ShouldBeTrue();
            (await ScalarAsync(postgres, "SELECT 1")).ShouldBe(1);
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact]
    public async Task Start_InitialisationWasCutShort_BeginsAgain()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data.new"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "data.new", "PG_VERSION"), "15\n");

        await using var postgres = await StartAsync();

        (await ScalarAsync(postgres, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Start_DataOfAVersionThatIsNotInstalled_SaysWhichToInstall()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "data", "PG_VERSION"), "9\n");

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => StartAsync());

        failure.Message.ShouldContain("apt-get install postgresql-9");
    }

    [Fact]
    public async Task RefusedRow_IsNotQuotedInTheServerLog()
    {
        await using (var postgres = await StartAsync())
        {
            await ExecuteAsync(postgres, "CREATE TABLE person (name text CHECK (name = ''))");
            await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(postgres, "INSERT INTO person VALUES ('Wulan Contoh')"));
        }

        var log = await File.ReadAllTextAsync(Path.Combine(_folder, "server.log"));
        log.ShouldContain("violates check constraint");
        log.ShouldNotContain("Wulan");
    }

    private Task<EmbeddedPostgres> StartAsync(bool durable = false) =>
        EmbeddedPostgres.StartAsync(new() { Folder = _folder, Durable = durable }, CancellationToken.None);

    private int ServerId() => int.Parse(File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First());

    private static async Task ExecuteAsync(EmbeddedPostgres postgres, string sql) => await ScalarAsync(postgres, sql);

    private static async Task<object?> ScalarAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<object?> EventuallyAsync(EmbeddedPostgres postgres, string sql)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await ScalarAsync(postgres, sql);
            }
            catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromSeconds(20))
            {
                await Task.Delay(50);
            }
        }
    }
}
