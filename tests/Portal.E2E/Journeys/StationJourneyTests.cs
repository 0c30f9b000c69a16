using Microsoft.Playwright;
using Portal.Core.Applications;
using Portal.Core.Staff;
using Portal.E2E.Accessibility;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>Recording and the second person's check in a real browser.</summary>
public sealed class StationJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    [Fact]
    public async Task Record_ByTwoOperatorsWithTheKeyboard_EachSeesTheOthersParts()
    {
        var register = await world.BringToStationAsync("Nadia Umpama");
        await using var first = await world.EnterAsync(StaffRole.Operator);
        await using var second = await world.EnterAsync(StaffRole.Operator);
        var (photo, fingers) = (first.Page, second.Page);
        await photo.OpenStaffAsync($"/petugas/perekaman/{register}?pos=2");
        await photo.TakePictureAsync("station-not-started", whole: false);
        await Expect(photo.GetByRole(AriaRole.Button, new() { Name = "Mulai perekaman" })).ToBeFocusedAsync();
        await photo.Keyboard.PressAsync("Enter");
        await Expect(photo.Said()).ToContainTextAsync("dimulai");
        await fingers.OpenStaffAsync($"/petugas/perekaman/{register}?pos=3");

        await photo.GetByLabel("Alat").First.FillAsync("Kamera 1");
        await photo.GetByRole(AriaRole.Button, new() { Name = "Foto direkam" }).FocusAsync();
        await photo.Keyboard.PressAsync("Enter");
        await Expect(photo.Part(RecordingPart.Photo)).ToContainTextAsync("Alat: Kamera 1");
        await Expect(fingers.GetByRole(AriaRole.Button, new() { Name = "Sidik jari direkam" })).ToBeFocusedAsync();
        await fingers.Keyboard.PressAsync("Enter");
        await Expect(fingers.GetByRole(AriaRole.Button, new() { Name = "Iris direkam" })).ToBeFocusedAsync();
        await fingers.Keyboard.PressAsync("Enter");
        await fingers.GetByRole(AriaRole.Button, new() { Name = "Tanda tangan tidak dapat direkam" }).ClickAsync();
        await fingers.TakePictureAsync("station-exception", whole: false);
        await fingers.GetByLabel("Tidak dapat tanda tangan").CheckAsync();
        await fingers.PressAsync("Catat pengecualian");
        await Expect(fingers.Part(RecordingPart.Signature)).ToContainTextAsync("Dikecualikan");

        world.LetScreensRefresh();
        await Expect(photo.Part(RecordingPart.Iris)).ToContainTextAsync("Sudah dicatat oleh");
        await Expect(fingers.Part(RecordingPart.Photo)).ToContainTextAsync("Kamera 1");
        await fingers.TakePictureAsync("station-half-done", whole: false);
        (await photo.FaultsAsync()).ShouldBeEmpty();

        await fingers.GetByRole(AriaRole.Button, new() { Name = "Berkas sesuai" }).ClickAsync();
        await Expect(fingers.Part(RecordingPart.Dossier)).ToContainTextAsync("Sesuai");
        await fingers.GetByRole(AriaRole.Button, new() { Name = "Data benar" }).ClickAsync();
        await Expect(fingers.GetByRole(AriaRole.Button, new() { Name = "Selesai, perekaman lengkap" })).ToBeFocusedAsync();
        await fingers.TakePictureAsync("station-complete", whole: false);
        await fingers.Keyboard.PressAsync("Enter");
        await Expect(fingers.Said()).ToContainTextAsync("Perekaman selesai");
        await fingers.TakePictureAsync("station-done", whole: false);
        world.LetScreensRefresh();
        await Expect(photo.GetByText("Perekaman selesai. Orang kedua memeriksa")).ToBeVisibleAsync();

        // Whoever recorded cannot be the second person without saying why.
        await photo.OpenStaffAsync($"/petugas/pemeriksaan/{register}");
        await Expect(photo.GetByRole(AriaRole.Heading, new() { Name = "Anda ikut merekam orang ini" })).ToBeVisibleAsync();
        await photo.TakePictureAsync("check-same-person", whole: false);
        (await photo.FaultsAsync()).ShouldBeEmpty();
        await photo.PressAsync("Kerjakan sendiri");
        await photo.GiveReasonAsync("rekan lain sedang sakit", "Lanjutkan sendiri");
        await Expect(photo.GetByText("Anda memeriksa sendiri: rekan lain sedang sakit")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Record_TheDeviceOfThisBrowser_IsThereForTheNextPerson()
    {
        var (register, next) = (await world.BringToStationAsync("Oki Misal", RecordingPart.Dossier), await world.BringToStationAsync("Pipit Misal", RecordingPart.Dossier));
        await using var desk = await world.EnterAsync(StaffRole.Operator);
        var page = desk.Page;
        await page.OpenStaffAsync($"/petugas/perekaman/{register}?pos=2");
        await page.Part(RecordingPart.Photo).GetByLabel("Alat").FillAsync("Kamera depan");
        await page.Part(RecordingPart.Photo).GetByLabel("Alat").BlurAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Foto direkam" }).FocusAsync();

        // A scan while a button has the focus leads to the next person; its Enter presses nothing.
        await page.Keyboard.TypeAsync($"http://localhost:5080/status/{next}");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/petugas/perekaman/{next}\\?pos=2$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Pipit Misal" })).ToBeVisibleAsync();
        await Expect(page.Part(RecordingPart.Photo).GetByLabel("Alat")).ToHaveValueAsync("Kamera depan");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Foto direkam" })).ToBeFocusedAsync();
        await page.OpenStaffAsync($"/petugas/perekaman/{register}?pos=2");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Foto direkam" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Record_BeforeTheDossierOrGivenUp_SaysWhereItStands()
    {
        var waiting = await world.BookAsync("Rudi Kiranya");
        var register = await world.BringToStationAsync("Sari Kiranya", RecordingPart.Photo);
        await using var desk = await world.EnterAsync(StaffRole.Operator, StaffRole.Checker);
        var page = desk.Page;
        await page.OpenStaffAsync($"/petugas/perekaman/{waiting}");
        await Expect(page.GetByText("belum atau tidak lagi menunggu perekaman")).ToBeVisibleAsync();
        await page.TakePictureAsync("station-wrong-state", whole: false);

        world.Portal.Time.Advance(TimeSpan.FromMinutes(9));
        await page.OpenStaffAsync($"/petugas/perekaman/{register}");
        await Expect(page.Locator(".pace")).ToContainTextAsync("Berjalan 9 menit");
        await page.PressAsync("Hentikan perekaman");
        await page.TakePictureAsync("station-give-up", whole: false);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Orangnya masih di sini" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Mulai perekaman" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Check_OneNo_GoesBackAndBothYes_IsConfirmed()
    {
        var (wrong, right) = (await world.BringToCheckAsync("Tuti Anggapan"), await world.BringToCheckAsync("Umar Anggapan"));
        await using var desk = await world.EnterAsync(StaffRole.Supervisor);
        var page = desk.Page;
        await page.OpenStaffAsync($"/petugas/pemeriksaan/{wrong}");
        await page.TakePictureAsync("check", whole: false);
        await page.GetByRole(AriaRole.Group, new() { Name = "Apakah datanya benar?" }).GetByLabel("Ya").CheckAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Apakah fotonya milik orang ini?" }).GetByLabel("Tidak").CheckAsync();
        await page.GetByLabel("Foto bukan milik pemohon").CheckAsync();
        await page.TakePictureAsync("check-return");
        await page.PressAsync("Kembalikan untuk direkam ulang");
        await Expect(page.Said()).ToContainTextAsync("Dikembalikan");

        await page.Locator("[data-scan]").FocusAsync();
        await page.ScanAsync(right);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Umar Anggapan" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Tampilkan NIK" }).ClickAsync();
        await page.GiveReasonAsync("bandingkan dengan alat perekaman", "Tampilkan");
        await Expect(page.Locator("[data-secret]")).ToContainTextAsync("327316");
        foreach (var question in await page.GetByRole(AriaRole.Radio, new() { Name = "Ya" }).AllAsync())
        {
            await question.CheckAsync();
        }

        await page.PressAsync("Konfirmasi");
        await Expect(page.Said()).ToContainTextAsync("Dikonfirmasi");
        await page.TakePictureAsync("check-confirmed", whole: false);
        await page.TabToAsync("Urungkan langkah terakhir");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Said()).ToContainTextAsync("untuk Umar Anggapan dibatalkan");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Konfirmasi" })).ToBeVisibleAsync();
    }
}
