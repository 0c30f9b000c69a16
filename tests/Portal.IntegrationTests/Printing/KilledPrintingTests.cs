using System.Diagnostics;
using Portal.Infrastructure.Printing;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Printing;

/// <summary>A process that prints is killed with SIGKILL, at a moment nobody has chosen, again and again.</summary>
public sealed class KilledPrintingTests : PrintFixture
{
    private const int Rounds = 5;
    private const string ChildName = "portal-child";

    [Fact]
    public async Task Kill9_InTheMiddleOfBatches_LeavesLedgerLevelAndCardsAgreeing()
    {
        await ReadyAsync(400);
        await StockAsync(1000);
        var midway = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await PrintUntilKilledAsync(lines: 4 + (round * 5));

            await AssertBooksAsync();
            var unfinished = (await OrderAsync(take: 0)).Unfinished;
            midway += unfinished.Sum(b => b.InPrinter);
            // After the restart somebody says what became of the cards that were in the printer.
            foreach (var batch in unfinished)
            {
                (await House.Get<FinishPrintBatch>().ExecuteAsync(new(batch.Id), Printer, Never)).Value.ShouldBe(batch.InPrinter);
            }

            await AssertBooksAsync();
            (await OrderAsync(take: 0)).Unfinished.ShouldBeEmpty();
        }

        midway.ShouldBeGreaterThan(0, "at least once it was killed in the middle of a batch");
        (await House.ScalarAsync<long>("SELECT count(*) FROM (SELECT 1 FROM print_jobs WHERE state = 'Printed' GROUP BY application_id HAVING count(*) > 1) AS twice")).ShouldBe(0, "no card is printed twice");
    }

    private async Task PrintUntilKilledAsync(int lines)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KilledPrintingTests).Assembly.Location, "print", $"{House.ConnectionString};Application Name={ChildName}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
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
        while (await House.ScalarAsync<long>($"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{ChildName}' AND datname = current_database()") > 0)
        {
            await Task.Delay(20);
        }
    }
}
