using Microsoft.Playwright;
using Portal.Core.Staff;
using Portal.E2E.Accessibility;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>From arrival to an accepted dossier, by scanner and keyboard.</summary>
public sealed class DossierJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    [Fact]
    public async Task Check_ByScannerAndKeyboard_ReturnsUndoesAndAccepts()
    {
        var register = await world.BookAsync("Kirana Umpama");
        await using var window = await world.SignInAsync(StaffRole.Registrar, StaffRole.Checker);
        var page = window.Page;
        await page.ScanAsync(register);
        await Expect(page.Said()).ToContainTextAsync("Kirana Umpama");

        await page.LeaveByAsync(page.GetByRole(AriaRole.Link, new() { Name = "Penelitian" }).First);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Penelitian berkas" })).ToBeVisibleAsync();
        await Expect(page.Row(register)).ToContainTextAsync("sisa 1 hari kerja");
        await page.TakePictureAsync("queue-here", whole: false);
        (await page.FaultsAsync()).ShouldBeEmpty();
        await page.Locator("[data-scan]").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Row(register).GetByRole(AriaRole.Link, new() { Name = "Periksa berkas: Kirana Umpama" })).ToBeFocusedAsync();
        await page.LeaveByAsync(() => page.Keyboard.PressAsync("Enter"));

        var papers = page.GetByRole(AriaRole.Group, new() { Name = "Centang berkas yang ada" }).GetByRole(AriaRole.Checkbox);
        await papers.First.CheckAsync();
        await page.PressAsync("Terima berkas");
        await Expect(page.Said()).ToContainTextAsync("belum dicentang");
        await Expect(papers.First).ToBeCheckedAsync();
        await page.GetByLabel("Fotokopi tidak terbaca").CheckAsync();
        await page.GetByLabel("Catatan untuk pemohon").FillAsync("Cap desa tidak jelas");
        await page.TakePictureAsync("dossier-check", whole: false);
        (await page.FaultsAsync()).ShouldBeEmpty();
        (await page.TooWideAsync()).ShouldBeEmpty();
        await page.PressAsync("Kembalikan berkas");
        await Expect(page.Said()).ToContainTextAsync("dikembalikan");
        await page.TakePictureAsync("dossier-returned", whole: false);

        await page.PressAsync("Urungkan langkah terakhir");
        await Expect(page.Said()).ToContainTextAsync("dibatalkan");
        for (var i = 0; i < await papers.CountAsync(); i++)
        {
            await papers.Nth(i).CheckAsync();
        }

        await page.PressAsync("Terima berkas");
        await Expect(page.Said()).ToContainTextAsync("Berkas diterima");
        await page.TakePictureAsync("dossier-accepted", whole: false);

        await page.OpenStaffAsync($"/petugas/berkas/{register}");
        await Expect(page.GetByText("Langkah sebelumnya dibatalkan")).ToBeVisibleAsync();
        await Expect(page.GetByText("Cap desa tidak jelas")).ToBeVisibleAsync();
        await page.TakePictureAsync("file-history", whole: false);
    }

    [Fact]
    public async Task Menu_OnANarrowScreen_OpensWithoutAScript()
    {
        await using var window = await world.SignInAsync(StaffRole.Registrar);
        await window.Page.SetViewportSizeAsync(700, 900);
        var link = window.Page.GetByRole(AriaRole.Link, new() { Name = "Daftar langsung" });
        await Expect(link).ToBeHiddenAsync();
        await window.Page.TakePictureAsync("menu-narrow", whole: false);

        await window.Page.GetByText("Menu", new() { Exact = true }).ClickAsync();

        await Expect(link).ToBeVisibleAsync();
        await window.Page.TakePictureAsync("menu-narrow-open", whole: false);
    }
}
