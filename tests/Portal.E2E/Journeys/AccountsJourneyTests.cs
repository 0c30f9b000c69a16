using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.E2E.Accessibility;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using Portal.Infrastructure.Staff;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>From the invitation of a colleague to the end of the session: a station that several people share.</summary>
public sealed class AccountsJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    private const string Pin = "482917";
    private const string OtherPin = "730264";

    [Fact]
    public async Task Invitation_PinLockSwitchAndEnd_AtASharedStation()
    {
        await using var office = await world.EnterAsync(StaffRole.Admin);
        var admin = office.Page;
        var link = await InviteAsync(admin);
        await LookAtPhoneAsync(link);

        await using var station = await world.Portal.OpenAsync(Screen.Desk);
        var page = station.Page;
        await page.GotoAsync(link);
        await page.GetByLabel("Kata sandi", new() { Exact = true }).FillAsync(StaffPages.OwnPassword);
        await page.GetByLabel("Kata sandi sekali lagi").FillAsync(StaffPages.OwnPassword);
        await page.PressAsync("Simpan dan masuk");
        await page.HearAsync();
        await SetPinAsync(page, Pin);

        // Nobody touches the keyboard; what was typed waits beneath the cover.
        await page.OpenStaffAsync("/petugas/cari");
        var box = page.Locator("#cari");
        await box.FillAsync("Sri Con");
        await page.EvaluateAsync("document.querySelector('.side').dataset.idle = '1'");
        var cover = page.Locator("#penutup");
        await Expect(cover).ToBeVisibleAsync();
        await Expect(box).ToBeHiddenAsync();
        await Expect(cover).ToContainTextAsync("Operator Baru");
        await page.EvaluateAsync("document.querySelector('.side').dataset.idle = '0'");
        await Expect(cover.GetByLabel("PIN atau kata sandi")).ToBeFocusedAsync();
        await world.Portal.EventuallyAsync(db => db.StaffSessions.AnyAsync(s => s.LockedAt != null));
        (await page.FaultsAsync()).ShouldBeEmpty();
        await page.TakePictureAsync("staff-locked", whole: false);
        await page.Keyboard.TypeAsync("000000");
        await page.Keyboard.PressAsync("Enter");
        await Expect(cover).ToContainTextAsync("PIN atau kata sandi salah.");
        await page.Keyboard.TypeAsync(Pin);
        await page.Keyboard.PressAsync("Enter");
        await Expect(cover).ToBeHiddenAsync();
        await Expect(box).ToHaveValueAsync("Sri Con");
        await Expect(box).ToBeFocusedAsync();

        // A colleague signs in in another window of the same browser; the first one's window is covered.
        var other = await page.Context.NewPageAsync();
        await EnterColleagueAsync(other);
        await Expect(cover).ToBeVisibleAsync();
        await Expect(other.Locator(".account summary")).ToHaveTextAsync("Petugas Uji");

        // And back by PIN: the window stands as it was left.
        await other.Locator(".account summary").ClickAsync();
        await other.PressAsync("Kunci layar");
        await other.Locator("#penutup").GetByRole(AriaRole.Link, new() { Name = "Petugas lain" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Layar terkunci" })).ToBeVisibleAsync();
        await other.TakePictureAsync("staff-switch", whole: false);
        (await other.FaultsAsync()).ShouldBeEmpty();
        (await other.TooWideAsync()).ShouldBeEmpty();
        await other.GetByLabel("Operator Baru").CheckAsync();
        await other.GetByLabel("PIN Anda").FillAsync("111111");
        await other.GetByRole(AriaRole.Button, new() { Name = "Ganti", Exact = true }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("PIN salah.");
        await other.GetByLabel("Operator Baru").CheckAsync();
        await other.GetByLabel("PIN Anda").FillAsync(Pin);
        await other.GetByRole(AriaRole.Button, new() { Name = "Ganti", Exact = true }).ClickAsync();
        await other.HearAsync();
        await Expect(other.Locator(".account summary")).ToHaveTextAsync("Operator Baru");
        await Expect(cover).ToBeHiddenAsync();
        await Expect(box).ToHaveValueAsync("Sri Con");

        // The administrator ends it, and both windows are out within a minute.
        await admin.OpenStaffAsync("/petugas/pengguna");
        await admin.LeaveByAsync(admin.GetByRole(AriaRole.Link, new() { Name = "Operator Baru" }));
        await admin.TakePictureAsync("staff-account");
        await admin.GetByRole(AriaRole.Button, new() { NameRegex = new("Akhiri sesi") }).First.ClickAsync();
        await Expect(admin.Said()).ToContainTextAsync("Sesi diakhiri.");
        world.Portal.Time.Advance(TimeSpan.FromSeconds(30));
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/petugas/masuk"));
        await Expect(other).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/petugas/masuk"));
    }

    [Fact]
    public async Task OpenPage_OfSomebodyWhoLosesTheRole_IsLostWithinAMinute()
    {
        await using var office = await world.EnterAsync(StaffRole.Operator, StaffRole.PrintOperator);
        var page = office.Page;
        await page.OpenStaffAsync($"/petugas/perekaman/{world.AtStation}");
        await using var db = world.Portal.OpenDb();
        var member = await db.Users.OrderByDescending(u => u.Id).FirstAsync();
        var roles = new RoleAssignment(StaffRole.PrintOperator, Scope.Of(OfficeCode.Parse("36.72.03").Value));

        (await world.Portal.Get<ChangeStaffAccount>().ExecuteAsync(new(new(member.Id, member.Edition, Guid.NewGuid()), member.DisplayName, [roles]), Actor.System, CancellationToken.None)).Succeeded.ShouldBeTrue();
        world.Portal.Time.Advance(TimeSpan.FromSeconds(30));

        await Expect(page.Locator("[data-interactive]")).ToHaveCountAsync(0);
        await page.GotoAsync("/petugas/hari-ini");
        await page.HearAsync();
    }

    private static async Task<string> InviteAsync(IPage admin)
    {
        await admin.OpenStaffAsync("/petugas/pengguna/baru");
        await admin.TakePictureAsync("staff-new", whole: false);
        (await admin.FaultsAsync()).ShouldBeEmpty();
        await admin.PressAsync("Buat akun dan tautan");
        await Expect(admin.GetByRole(AriaRole.Alert)).ToContainTextAsync("peran");
        await admin.GetByLabel("Nama", new() { Exact = true }).FillAsync("Operator Baru");
        await admin.GetByLabel("Nama pengguna").FillAsync("operator.baru");
        await admin.GetByLabel("Peran ke-1", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Operator perekaman" });
        await admin.PressAsync("Buat akun dan tautan");
        await Expect(admin.GetByRole(AriaRole.Heading, new() { Name = "Tautan undangan untuk Operator Baru" })).ToBeFocusedAsync();
        await admin.TakePictureAsync("staff-invited", whole: false);
        (await admin.FaultsAsync()).ShouldBeEmpty();
        (await admin.TooWideAsync()).ShouldBeEmpty();
        return new Uri(await admin.Locator("[data-address]").InnerTextAsync()).AbsolutePath;
    }

    private async Task LookAtPhoneAsync(string link)
    {
        await using var phone = await world.Portal.OpenAsync(Screen.PhoneWithScripts);
        await phone.Page.GotoAsync(link);
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "Selamat datang" })).ToBeVisibleAsync();
        (await phone.Page.FaultsAsync()).ShouldBeEmpty();
        (await phone.Page.TooWideAsync()).ShouldBeEmpty();
        await phone.Page.TakePictureAsync("staff-invitation");
        await phone.Page.GotoAsync("/petugas/undangan/bukan-tautan");
        await Expect(phone.Page.GetByText("minta tautan baru")).ToBeVisibleAsync();
        (await phone.Page.FaultsAsync()).ShouldBeEmpty();
    }

    private static async Task SetPinAsync(IPage page, string pin)
    {
        await page.OpenStaffAsync("/petugas/sesi");
        await page.GetByLabel("PIN baru", new() { Exact = true }).FillAsync("123456");
        await page.GetByLabel("PIN baru sekali lagi").FillAsync("123456");
        await page.PressAsync("Simpan PIN");
        await Expect(page.Locator("#pin-error")).ToContainTextAsync("mudah ditebak");
        await page.GetByLabel("PIN baru", new() { Exact = true }).FillAsync(pin);
        await page.GetByLabel("PIN baru sekali lagi").FillAsync(pin);
        await page.GetByLabel("Kata sandi sekarang").FillAsync(StaffPages.OwnPassword);
        await page.PressAsync("Simpan PIN");
        await Expect(page.Said()).ToContainTextAsync("PIN disimpan.");
        await page.TakePictureAsync("staff-sessions", whole: false);
    }

    private async Task EnterColleagueAsync(IPage page)
    {
        var password = await world.HireAsync("operator.lama", StaffRole.Operator);
        await page.GotoAsync("/petugas/masuk?lain=1");
        await page.GetByLabel("Nama pengguna").FillAsync("operator.lama");
        await page.GetByLabel("Kata sandi").FillAsync(password);
        await page.PressAsync("Masuk");
        await page.ChooseOwnPasswordAsync(password);
        await SetPinAsync(page, OtherPin);
    }
}
