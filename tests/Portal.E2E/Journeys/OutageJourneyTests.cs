using Npgsql;
using Portal.Core.Staff;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>The database goes away while somebody works, and comes back.</summary>
public sealed class OutageJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    [Fact]
    public async Task DatabaseAway_KeepsThePageAndWhatWasTyped_AndTheActGoesThroughAfterwards()
    {
        await using var printer = await world.EnterAsync(StaffRole.PrintOperator);
        var page = printer.Page;
        await page.OpenStaffAsync("/petugas/stok");
        await page.GetByLabel("Jumlah blangko").FillAsync("25");
        await page.GetByLabel("Nomor surat jalan").FillAsync("SJ 1");
        await page.PressAsync("Lanjut");

        var name = new NpgsqlConnectionStringBuilder(world.Portal.ConnectionString).Database;
        await TestPostgres.ExecuteAsync($"ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS false");
        await TestPostgres.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        await page.PressAsync("Ya, catat");
        await Expect(page.GetByText("Basis data sedang tidak dapat dihubungi")).ToBeVisibleAsync();
        await page.TakePictureAsync("database-away", whole: false);

        await TestPostgres.ExecuteAsync($"ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS true");
        await Expect(page.GetByText("Basis data sedang tidak dapat dihubungi")).ToBeHiddenAsync();
        await page.PressAsync("Ya, catat");
        await Expect(page.Said()).ToContainTextAsync("Tercatat");
        await using var db = world.Portal.OpenDb();
        db.StockEntries.Count(e => e.Change == 25).ShouldBe(1);
    }
}
