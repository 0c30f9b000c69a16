using System.Diagnostics;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Audit;

/// <summary>A process that seals is killed with SIGKILL, at a moment nobody has chosen, again and again.</summary>
public sealed class KilledSealingTests : IAsyncLifetime
{
    private const int Rounds = 4;
    private const string ChildName = "portal-sealing-child";

    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Kill9_InTheMiddleOfSealing_LeavesEveryEventUnderOneSealOrWaiting()
    {
        var midway = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            await SealUntilKilledAsync(lines: 3 + (round * 2));

            await _house.ShouldBeWholeAsync(nothingWaits: false);
            midway += await _house.ScalarAsync<long>("SELECT count(*) FROM audit_unsealed");
            await _house.SealAsync();
            await _house.ShouldBeWholeAsync();
        }

        midway.ShouldBeGreaterThan(0, "at least once it was killed before all was sealed");
    }

    [Fact]
    public async Task Seal_LineCutBetweenTakingAndSealing_EveryEventStillWaits()
    {
        await _house.WriteAsync(3, House.Pulomerak);
        // The last write before the commit: the events have left those that wait.
        await _house.RunAsync("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$; CREATE TRIGGER die BEFORE INSERT ON audit_seals FOR EACH ROW EXECUTE FUNCTION die()");
        await Should.ThrowAsync<Exception>(() => _house.SealAsync());
        await _house.RunAsync("DROP TRIGGER die ON audit_seals");

        (await _house.ScalarAsync<long>("SELECT count(*) FROM audit_unsealed")).ShouldBe(3);
        (await _house.SealAsync()).ShouldBe(3);
        await _house.ShouldBeWholeAsync();
    }

    private async Task SealUntilKilledAsync(int lines)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KilledSealingTests).Assembly.Location, "seal", $"{_house.ConnectionString};Application Name={ChildName}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var child = Process.Start(start)!;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            for (var i = 0; i < lines; i++)
            {
                if (await child.StandardOutput.ReadLineAsync(patience.Token) is null)
                {
                    throw new InvalidOperationException("The child ended by itself: " + await child.StandardError.ReadToEndAsync(patience.Token));
                }
            }

            await Task.Delay(Random.Shared.Next(0, 12), patience.Token);
        }
        finally
        {
            // SIGKILL: no handler runs, no connection is closed.
            child.Kill();
            await child.WaitForExitAsync();
        }

        // What it had begun and not committed goes with its sessions.
        while (await _house.ScalarAsync<long>($"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{ChildName}' AND datname = current_database()") > 0)
        {
            await Task.Delay(20);
        }
    }
}
