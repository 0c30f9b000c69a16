using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Core.Staff;
using Portal.E2E.Accessibility;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A working morning at the desk.</summary>
public sealed class DeskJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    [Fact]
    public async Task SignIn_Supervisor_SetsUpAndThenNeedsTheSecondFactor()
    {
        var password = await world.HireAsync("camat", StaffRole.Supervisor);
        await using var desk = await world.Portal.OpenAsync(Screen.Desk);
        var page = desk.Page;
        await page.SignInAsync("camat", password);
        await page.ChooseOwnPasswordAsync(password);
        var secret = await page.EnrolSecondFactorAsync();
        await page.HearAsync();

        await page.GetByText("Petugas Uji").ClickAsync();
        await page.PressAsync("Keluar");
        await page.SignInAsync("camat", StaffPages.OwnPassword);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Kode dari aplikasi" })).ToBeVisibleAsync();
        // The code of the set-up may be the same one still; a code is good for one sign-in.
        await page.GetByLabel("Kode 6 angka").FillAsync(Authenticator.CodeOf(secret, stepsLater: 1));
        await page.PressAsync("Masuk");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Hari ini" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Scan_QrOfAReceipt_ChecksInAndCanBeTakenBack()
    {
        var register = await world.BookAsync("Joko Permisalan");
        await using var desk = await world.SignInAsync(StaffRole.Registrar);
        var page = desk.Page;
        await page.TakePictureAsync("staff-today");

        await page.ScanAsync($"http://localhost:5080/status/{register}");

        await Expect(page.Said()).ToContainTextAsync("Hadir: Joko Permisalan");
        await Expect(page.Row(register)).ToContainTextAsync("Hadir");
        await page.TakePictureAsync("staff-today-checked-in");
        await page.ScanAsync(register);
        await Expect(page.Said()).ToContainTextAsync("Sudah tercatat hadir");
        await page.Row(register).GetByRole(AriaRole.Button, new() { Name = "Batalkan" }).ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("ditunggu lagi");
        await Expect(page.Row(register)).ToContainTextAsync("Ditunggu");
    }

    [Fact]
    public async Task Scan_WrongDigitAndStranger_AreTold()
    {
        await using var desk = await world.SignInAsync(StaffRole.Registrar);

        await desk.Page.ScanAsync("1234567890");
        await Expect(desk.Page.Said()).ToHaveClassAsync("said no");
        await desk.Page.ScanAsync("Umpama");
        await Expect(desk.Page.Said()).ToContainTextAsync("1 orang cocok");
    }

    [Fact]
    public async Task NoShow_MarkedByMistake_IsTakenBackByKeyboard()
    {
        var register = await world.BookAsync("Lina Seumpama");
        await using var desk = await world.SignInAsync(StaffRole.Registrar);
        var page = desk.Page;

        await page.TabToAsync("Tidak datang: Lina Seumpama");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Row(register)).ToContainTextAsync("Tidak datang");
        await page.TabToAsync("Batalkan catatan untuk Lina Seumpama");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Row(register)).ToContainTextAsync("Ditunggu");
    }

    [Fact]
    public async Task CheckIn_SameRowByTwoPeople_SecondIsTold()
    {
        var register = await world.BookAsync("Hadi Ibarat");
        await using var first = await world.SignInAsync(StaffRole.Registrar);
        await using var second = await world.SignInAsync(StaffRole.Registrar);

        await first.Page.Row(register).GetByRole(AriaRole.Button, new() { Name = "Tidak datang" }).ClickAsync();
        await Expect(first.Page.Said()).ToContainTextAsync("Tidak datang: Hadi Ibarat");
        await second.Page.Row(register).GetByRole(AriaRole.Button, new() { Name = "Hadir" }).ClickAsync();

        await Expect(second.Page.Said()).ToContainTextAsync("diubah orang lain");
        await Expect(second.Page.Row(register)).ToContainTextAsync("Tidak datang");
    }

    [Fact]
    public async Task File_NikShownAndFreed_AsksForReasons()
    {
        var register = await world.BookAsync("Wati Perumpamaan");
        await using var desk = await world.SignInAsync(StaffRole.Supervisor);
        var page = desk.Page;
        await page.OpenStaffAsync($"/petugas/berkas/{register}");
        await page.TakePictureAsync("staff-file");

        await page.GetByRole(AriaRole.Button, new() { Name = "Tampilkan NIK" }).ClickAsync();
        await page.GiveReasonAsync("Mencocokkan dengan KK di loket", "Tampilkan");
        await Expect(page.Locator("[data-secret]")).ToContainTextAsync("327316");

        await page.PressAsync("Bebaskan NIK");
        await page.GiveReasonAsync("Pemilik NIK datang dengan KTP asli", "Bebaskan NIK");
        await Expect(page.Said()).ToContainTextAsync("NIK sudah bebas");
        await Expect(page.GetByText("Dibatalkan").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WalkIn_WithoutAnAppointment_GetsANumberAndIsHere()
    {
        await using var desk = await world.SignInAsync(StaffRole.Registrar);
        var page = desk.Page;
        var who = new Person(KnownOffice.Pulomerak) { Name = "Tono Kiranya" };
        await page.OpenStaffAsync("/petugas/daftar-langsung");
        await page.PressAsync("Daftarkan");
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Ada yang perlu diperbaiki" })).ToBeVisibleAsync();
        (await page.FaultsAsync()).ShouldBeEmpty();

        await page.FillWalkInAsync(who);
        await page.TakePictureAsync("staff-walk-in");
        await page.PressAsync("Daftarkan");

        await Expect(page.GetByText("Terdaftar dan tercatat hadir")).ToBeVisibleAsync();
        var register = (await page.Locator(".big").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.OpenStaffAsync("/petugas/hari-ini");
        await Expect(page.Row(register)).ToContainTextAsync("Tono Kiranya");
        await Expect(page.Row(register)).ToContainTextAsync("datang langsung");
        await Expect(page.Row(register)).ToContainTextAsync("Hadir");
    }

    [Fact]
    public async Task WalkIn_PageLostHalfway_KeepsWhatWasTyped()
    {
        await using var desk = await world.SignInAsync(StaffRole.Registrar);
        var page = desk.Page;
        await page.OpenStaffAsync("/petugas/daftar-langsung");
        await using var portalDb = world.Portal.OpenDb();
        var before = await portalDb.Drafts.CountAsync();
        await page.GetByLabel("Nama lengkap").FillAsync("Yanti Anggapan");
        await world.Portal.EventuallyAsync(async db =>
        {
            // The page saves in a pause of the typing, and pauses pass only when the clock is moved.
            world.Portal.Time.Advance(TimeSpan.FromMilliseconds(500));
            return await db.Drafts.CountAsync() > before;
        });

        await page.OpenStaffAsync("/petugas/daftar-langsung");

        await Expect(page.GetByLabel("Nama lengkap")).ToHaveValueAsync("Yanti Anggapan");
    }

    [Fact]
    public async Task Work_ConnectionCut_ComesBackByItself()
    {
        var register = await world.BookAsync("Eko Andaikan");
        await using var desk = await world.SignInAsync(StaffRole.Registrar);
        var page = desk.Page;
        await page.AddInitScriptAsync(
            "window.wires = []; window.opened = 0; window.WebSocket = class extends WebSocket { constructor(...a) { super(...a); wires.push(this); this.addEventListener('open', () => document.documentElement.dataset.wires = ++opened); } };");
        await page.OpenStaffAsync("/petugas/hari-ini");
        await page.Locator("[data-scan]").FillAsync(register[..5]);
        await page.EvaluateAsync("document.querySelector('main').dataset.same = 'yes'");

        await page.EvaluateAsync("wires.forEach(w => w.close())");
        await page.Locator("[data-scan]").PressSequentiallyAsync(register[5..]);
        await Expect(page.Locator("html[data-wires='2']")).ToBeAttachedAsync();
        await Expect(page.Locator("#putus")).ToBeHiddenAsync();
        await Expect(page.Locator("[data-scan]")).ToHaveValueAsync(register);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Said()).ToContainTextAsync("Hadir: Eko Andaikan");
        await Expect(page.Locator("main[data-same=yes]")).ToBeAttachedAsync();
    }
}
