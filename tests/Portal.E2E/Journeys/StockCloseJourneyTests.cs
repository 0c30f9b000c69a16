using Microsoft.Playwright;
using Portal.Core.Staff;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>Blangko from the parcel to the public board, on an office's first day.</summary>
public sealed class StockCloseJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    [Fact]
    public async Task Close_ByTwoAfterADelivery_IsOnThePublicBoard()
    {
        await using var printer = await world.EnterAsync(StaffRole.PrintOperator);
        var page = printer.Page;
        await page.OpenStaffAsync("/petugas/stok");
        await page.TakePictureAsync("stock-empty", whole: false);
        await page.GetByLabel("Jumlah blangko").FillAsync("250");
        await page.PressAsync("Lanjut");
        await Expect(page.GetByText("Isi nomor surat jalan")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Jumlah blangko")).ToHaveValueAsync("250");
        await page.GetByLabel("Nomor surat jalan").FillAsync("SJ 12/2026");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Stok dari 0 menjadi 250.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ya, catat" })).ToBeFocusedAsync();
        await page.TakePictureAsync("stock-ask", whole: false);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Said()).ToContainTextAsync("Stok sekarang 250");
        await page.TakePictureAsync("stock-received", whole: false);

        await page.OpenStaffAsync("/petugas/stok/tutup");
        await page.GetByLabel("Blangko yang terhitung").FillAsync("249");
        await Expect(page.GetByText("Selisih − 1 dari buku (250)")).ToBeVisibleAsync();
        await page.PressAsync("Simpan hitungan");
        await Expect(page.GetByText("Hitungan berbeda dengan buku. Tulis penjelasannya.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Blangko yang terhitung")).ToHaveValueAsync("249");
        await page.GetByLabel("Penjelasan selisih").FillAsync("satu basah, belum dihapus");
        await page.TakePictureAsync("stock-count", whole: false);
        await page.PressAsync("Simpan hitungan");
        await Expect(page.GetByText("Menunggu orang kedua menyetujui hitungan Anda.")).ToBeVisibleAsync();

        await using var supervisor = await world.EnterAsync(StaffRole.Supervisor);
        await supervisor.Page.OpenStaffAsync("/petugas/stok/tutup");
        await supervisor.Page.PressAsync("Setujui 249 dan tutup hari");
        await Expect(supervisor.Page.GetByText("Hari ditutup dan diumumkan")).ToBeVisibleAsync();
        await supervisor.Page.TakePictureAsync("stock-closed", whole: false);
        await supervisor.Page.GotoAsync("/petugas/stok/lembar/2026-12-08");
        await supervisor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await supervisor.Page.TakePictureAsync("stock-sheet-print");

        await using var phone = await world.Portal.OpenAsync(Screen.Phone);
        await phone.Page.GotoAsync("/stok/36.72.03");
        await Expect(phone.Page.GetByText("dihitung dua orang").First).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("Masuk 250, dicetak 0, rusak 0")).ToBeVisibleAsync();
    }
}
