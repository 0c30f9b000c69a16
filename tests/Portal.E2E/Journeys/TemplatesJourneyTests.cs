using Microsoft.Playwright;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.E2E.Accessibility;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using Portal.Infrastructure.Staff;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>An administrator words a message, maps it, and goes back to the built-in wording; by keyboard.</summary>
public sealed class TemplatesJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    [Fact]
    public async Task Wording_TypedSavedAndTakenBack_IsShownAsItWillRead()
    {
        await using var window = await world.Portal.OpenAsync(Screen.Desk);
        var page = window.Page;
        var hired = await world.Portal.Get<CreateStaff>().ExecuteAsync(new("adminpesan", "Petugas Uji", [new RoleAssignment(StaffRole.Admin, Scope.Installation)]), Actor.System, CancellationToken.None);
        await page.SignInAsync("adminpesan", hired.Value.Password);
        await page.ChooseOwnPasswordAsync(hired.Value.Password);
        await page.EnrolSecondFactorAsync();
        await page.OpenStaffAsync("/petugas/pesan/templat");
        await page.TakePictureAsync("templates-list", whole: false);
        await page.GetByRole(AriaRole.Link, new() { Name = "KTP siap diambil – Indonesia" }).PressAsync("Enter");

        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "Isi pesan" });
        var preview = page.Locator("[data-preview]");
        await Expect(preview).ToContainTextAsync("KTP-el Pulomerak");
        await box.FillAsync("KTP {nama} siap di {kantor}.");
        await Expect(page.GetByText("Tidak ada isian bernama {nama}.")).ToBeVisibleAsync();
        await Expect(preview).ToHaveTextAsync("KTP {nama} siap di Pulomerak.");
        await page.PressAsync("Simpan");
        await Expect(box).ToBeFocusedAsync();
        await Expect(box).ToHaveValueAsync("KTP {nama} siap di {kantor}.");
        (await page.FaultsAsync()).ShouldBeEmpty();
        (await page.TooWideAsync()).ShouldBeEmpty();
        await page.TakePictureAsync("templates-faults", whole: false);

        await box.FillAsync("KTP {register} siap di {kantor}: {tautan} Biaya Rp 0.");
        await box.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Said()).ToContainTextAsync("versi 1");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Nomor templat WhatsApp" }).FillAsync("HX1");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#sid-error")).ToBeVisibleAsync();
        await page.PressAsync("Kembalikan ke bawaan");
        await Expect(page.Said()).ToContainTextAsync("bawaan");
        await Expect(preview).ToContainTextAsync("siap diambil");
        await Expect(page.Locator("section[aria-labelledby=riwayat] tbody tr")).ToHaveCountAsync(2);
        await page.TakePictureAsync("templates-saved", whole: false);
    }
}
