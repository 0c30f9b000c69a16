using Microsoft.Playwright;
using Portal.Core.Staff;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A day without power: slips that are printed before, and keyed in afterwards.</summary>
public sealed class PaperJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    [Fact]
    public async Task Paper_FromThePackToTheStatusPage_KeepsTheNumbersThatWereGivenOut()
    {
        await using var desk = await world.EnterAsync(StaffRole.Registrar);
        var page = desk.Page;
        await page.OpenStaffAsync("/petugas/kertas");
        await page.GetByLabel("Berapa slip").FillAsync("3");
        await page.PressAsync("Siapkan dan cetak");
        await Expect(page.Said()).ToContainTextAsync("Paket dengan 3 slip siap.");
        var slips = await ReadSlipsAsync(page, (await page.Said().GetByRole(AriaRole.Link).GetAttributeAsync("href"))!);

        world.Portal.Time.Advance(TimeSpan.FromHours(3));
        await page.OpenStaffAsync("/petugas/kertas/masukkan");
        await EnterWithAFaultAsync(page, slips[0]);
        await EnterACollisionAsync(page, slips);

        await page.OpenStaffAsync("/petugas/kertas");
        await Expect(page.GetByText("3 slip, 2 sudah dimasukkan.")).ToBeVisibleAsync();
        await using var phone = await world.Portal.OpenAsync(Screen.Phone);
        await phone.Page.SeeStatusAsync(slips[0], "Terdaftar");
        await phone.Page.SeeStatusAsync(slips[1], "Terdaftar");
        await phone.Page.SeeStatusAsync(slips[2], "Nomor register tidak ditemukan");
    }

    // Register numbers in the order of the tickets; nobody who is expected today is named in full.
    private static async Task<IReadOnlyList<string>> ReadSlipsAsync(IPage page, string pack)
    {
        await page.GotoAsync(pack);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator(".slip")).ToHaveCountAsync(3);
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "S*** C***", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator("main")).Not.ToContainTextAsync("Contoh");
        await page.TakePictureAsync("journey-paper-pack");
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        return [.. (await page.Locator(".slip .stub .number").AllInnerTextsAsync()).Select(number => number.Replace(" ", "", StringComparison.Ordinal))];
    }

    private static async Task EnterWithAFaultAsync(IPage page, string slip)
    {
        var who = new Person(KnownOffice.Pulomerak) { Name = "Laras Contoh" };
        var mistyped = slip[..^1] + (char)('0' + ((slip[^1] - '0' + 1) % 10));
        await FillSlipAsync(page, mistyped, ticket: 1, who);
        await page.PressAsync("Simpan");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ada angka yang tampaknya salah ketik");
        await page.TakePictureAsync("journey-paper-fault", whole: false);
        await Expect(page.GetByLabel("Nomor register pada slip")).ToHaveValueAsync(mistyped);
        await Expect(page.GetByLabel("Nomor tiket")).ToHaveValueAsync("1");
        await Expect(page.GetByLabel("Jam", new() { Exact = true })).ToHaveValueAsync("13:05");
        await ShouldBeKeptAsync(page, who);

        await page.GetByLabel("Nomor register pada slip").FillAsync(slip);
        await page.PressAsync("Simpan");
        await SeeSavedAsync(page, slip);
    }

    private static async Task EnterACollisionAsync(IPage page, IReadOnlyList<string> slips)
    {
        var who = new Person(KnownOffice.Pulomerak) { Name = "Bayu Umpama" };
        await Expect(page.GetByLabel("Nomor tiket")).ToHaveValueAsync("2");
        await FillSlipAsync(page, slips[0], ticket: 2, who);
        await page.PressAsync("Simpan");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nomor kertas ini sudah dimasukkan");
        await ShouldBeKeptAsync(page, who);

        await page.GetByLabel("Nomor register pada slip").FillAsync(slips[1]);
        await page.PressAsync("Simpan");
        await SeeSavedAsync(page, slips[1]);
    }

    private static async Task FillSlipAsync(IPage page, string slip, int ticket, Person who)
    {
        await page.GetByLabel("Nomor register pada slip").FillAsync(slip);
        await page.GetByLabel("Nomor tiket").FillAsync($"{ticket}");
        var arrived = page.GetByRole(AriaRole.Group, new() { Name = "Kapan orangnya datang" });
        await arrived.GetByLabel("Tanggal").FillAsync("2026-12-08");
        await arrived.GetByLabel("Jam").FillAsync("13:05");
        await page.FillWalkInAsync(who);
    }

    private static async Task ShouldBeKeptAsync(IPage page, Person who)
    {
        await Expect(page.GetByLabel("Nama lengkap")).ToHaveValueAsync(who.Name);
        await Expect(page.GetByLabel("NIK", new() { Exact = true })).ToHaveValueAsync(who.Nik);
        await Expect(page.GetByLabel("Nomor HP")).ToHaveValueAsync(who.Phone);
    }

    private static async Task SeeSavedAsync(IPage page, string slip)
    {
        await Expect(page.Said()).ToContainTextAsync($"Tersimpan dengan nomor register {slip[..3]} {slip[3..6]} {slip[6..]}");
        await Expect(page.GetByLabel("Nama lengkap")).ToHaveValueAsync("");
    }
}
