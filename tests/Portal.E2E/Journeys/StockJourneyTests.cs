using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using Portal.Infrastructure.Stock;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A shortage from its first day to the served wave; what waits for a second person, and for the Dinas.</summary>
public sealed class StockJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    [Fact]
    public async Task Shortage_FromTheFirstDayToTheServedWave_IsToldToWhoeverWaits()
    {
        var register = await world.BookAsync("Tuti Andaian");
        await using (var db = world.Portal.OpenDb())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE applications SET state = 'PrintReady', print_ready_at = '2026-12-01Z', print_class = 0 WHERE register = {register}");
            await db.Database.ExecuteSqlAsync($"UPDATE stock_levels SET reserved = on_hand WHERE office_code = '36.72.03'");
        }

        await TellAsync();
        await using var phone = await world.Portal.OpenAsync(Screen.Phone);
        await phone.Page.GotoAsync("/status/" + register);
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "Menunggu blangko" })).ToBeVisibleAsync();
        await phone.Page.TakePictureAsync("stock-waiting");

        await using var supervisor = await world.EnterAsync(StaffRole.Supervisor);
        await supervisor.Page.OpenStaffAsync("/petugas/pesan");
        await Expect(supervisor.Page.GetByRole(AriaRole.Table).GetByText("blangko habis").First).ToBeVisibleAsync();
        await supervisor.Page.OpenStaffAsync("/petugas/stok");
        await supervisor.Page.TakePictureAsync("stock-dry", whole: false);
        await supervisor.Page.GetByLabel("Jumlah blangko").FillAsync("40");
        await supervisor.Page.GetByLabel("Nomor surat jalan").FillAsync("SJ 99");
        await supervisor.Page.PressAsync("Lanjut");
        await supervisor.Page.PressAsync("Ya, catat");
        await Expect(supervisor.Page.Said()).ToContainTextAsync("Tercatat");

        await TellAsync();
        await supervisor.Page.OpenStaffAsync("/petugas/pesan");
        await Expect(supervisor.Page.GetByRole(AriaRole.Table).GetByText("blangko datang").First).ToBeVisibleAsync();
        await phone.Page.GotoAsync("/status/" + register);
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "Menunggu giliran cetak" })).ToBeVisibleAsync();
        await using var check = world.Portal.OpenDb();
        await check.Database.ExecuteSqlAsync($"UPDATE stock_levels SET reserved = 0 WHERE office_code = '36.72.03'");
    }

    [Fact]
    public async Task Correction_AndRequest_AreDecidedAndAnswered()
    {
        await using var printer = await world.EnterAsync(StaffRole.PrintOperator);
        var page = printer.Page;
        await page.OpenStaffAsync("/petugas/stok?catat=koreksi");
        await page.GetByLabel("Lebih atau kurang berapa").FillAsync("3");
        await page.GetByLabel("Alasan").FillAsync("tiga ditemukan di laci");
        await page.PressAsync("Lanjut");
        await page.PressAsync("Ya, catat");
        await Expect(page.Said()).ToContainTextAsync("Usul tercatat");
        await page.PressAsync("Setujui sendiri");
        await page.Keyboard.PressAsync("Escape");

        await page.OpenStaffAsync("/petugas/stok/permintaan");
        await page.GetByLabel("Jumlah yang diminta").FillAsync("500");
        await page.PressAsync("Catat permintaan");
        await Expect(page.Said()).ToContainTextAsync("Permintaan tercatat");
        await page.PressAsync("Catat jawaban");
        await page.GetByLabel("Paling cepat").FillAsync("2026-12-20");
        await page.GetByLabel("Paling lambat").FillAsync("2026-12-14");
        await page.PressAsync("Catat janji");
        await Expect(page.GetByText("terbalik atau sudah lewat")).ToBeVisibleAsync();
        await page.GetByLabel("Paling lambat").FillAsync("2026-12-24");
        await page.TakePictureAsync("stock-answer", whole: false);
        await page.PressAsync("Catat janji");
        await Expect(page.Said()).ToContainTextAsync("Janji Dinas tercatat");

        await using var supervisor = await world.EnterAsync(StaffRole.Supervisor);
        await supervisor.Page.OpenStaffAsync("/petugas/stok");
        await supervisor.Page.TakePictureAsync("stock-corrections", whole: false);
        await supervisor.Page.GetByRole(AriaRole.Button, new() { Name = "Setujui", Exact = true }).ClickAsync();
        await Expect(supervisor.Page.Said()).ToContainTextAsync("Koreksi disetujui");

        await using var phone = await world.Portal.OpenAsync(Screen.Phone);
        await phone.Page.GotoAsync("/stok/36.72.03");
        await Expect(phone.Page.GetByText("Antara 20 dan 24 Desember 2026: 500 blangko.")).ToBeVisibleAsync();
    }

    private async Task TellAsync() => (await world.Portal.Get<TellShortage>().ExecuteAsync(Actor.System, CancellationToken.None)).Succeeded.ShouldBeTrue();
}
