using Microsoft.Playwright;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.E2E.Accessibility;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Staff;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A supervisor closes a day on which people are booked, by keyboard; a resident reads the new time.</summary>
public sealed class CalendarJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    private static readonly OfficeCode Office = OfficeCode.Parse("36.72.03").Value;
    private static readonly DateTimeOffset Wednesday = new(2026, 12, 9, 8, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task CloseDay_WithBookings_IsShownDoneAndToldToTheResident()
    {
        var first = await BookAsync(Wednesday);
        var second = await BookAsync(Wednesday.AddHours(1));
        await using var desk = await world.EnterAsync(StaffRole.Supervisor);
        var page = desk.Page;
        await page.OpenStaffAsync("/petugas/kalender?bulan=2026-12");
        await page.TakePictureAsync("calendar-month", whole: false);
        (await page.TooWideAsync()).ShouldBeEmpty();
        var day = page.GetByRole(AriaRole.Link, new() { Name = "Rabu, 9 Desember 2026" });
        await Expect(day).ToContainTextAsync("2 dari 28");
        await day.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-day='2026-12-09'] .loads .full")).ToHaveCountAsync(2);
        await page.TakePictureAsync("calendar-day");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tutup hari ini" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/petugas/kalender/tutup**");
        await Expect(page.Locator("[data-interactive=true]")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Dari tanggal")).ToHaveValueAsync("2026-12-09");
        await page.PressAsync("Lihat siapa yang terkena");
        await Expect(page.Locator("#reason-error")).ToBeVisibleAsync();
        await page.GetByLabel("Alasan").FillAsync("Listrik padam");
        await page.Keyboard.PressAsync("Enter");
        var review = page.Locator("[data-review]");
        await Expect(review.GetByRole(AriaRole.Heading)).ToBeFocusedAsync();
        await Expect(review.Locator("tr[data-touched]")).ToHaveCountAsync(2);
        await Expect(review).ToContainTextAsync("2 orang akan dipindahkan");
        (await page.FaultsAsync()).ShouldBeEmpty();
        (await page.TooWideAsync()).ShouldBeEmpty();
        await page.TakePictureAsync("calendar-review", whole: false);

        // The second one gets another time than the plan says.
        var changed = review.GetByRole(AriaRole.Button, new() { Name = $"Ubah untuk {second.Register.Grouped}" });
        await changed.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await review.GetByLabel("Hari", new() { Exact = true }).FillAsync("2026-12-11");
        var time = review.GetByLabel("Jam", new() { Exact = true });
        await Expect(time.Locator("option")).ToHaveCountAsync(29);
        await time.SelectOptionAsync(new SelectOptionValue { Label = "13.00 WIB" });
        await page.PressAsync("Pakai jam ini");
        await Expect(review.Locator($"tr[data-touched='{second.Register.Value}']")).ToContainTextAsync("Jum, 11 Des, 13.00 WIB");
        await page.PressAsync("Tutup dan beri tahu");
        await Expect(page.Said()).ToContainTextAsync("2 orang dipindahkan");
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Listrik padam" })).ToBeVisibleAsync();
        await page.TakePictureAsync("calendar-closed", whole: false);

        await using var phone = await world.Portal.OpenAsync(Screen.Phone);
        await phone.Page.GotoAsync($"/k/{first.LinkCode}");
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Kamis, 10 Desember 2026");
        await phone.Page.GotoAsync($"/k/{second.LinkCode}");
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Jumat, 11 Desember 2026");
        await phone.Page.GotoAsync("/daftar/hari?layanan=new&kantor=36.72.03");
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Listrik padam");
        await phone.Page.TakePictureAsync("calendar-resident-days", whole: false);
    }

    [Fact]
    public async Task Hours_LongerTurnsAndPastedHolidays_ShowWhomTheyTouch()
    {
        await using var desk = await world.EnterAsync(StaffRole.Supervisor);
        var page = desk.Page;
        await page.OpenStaffAsync("/petugas/kalender/jam");
        await page.TakePictureAsync("calendar-hours", whole: false);
        (await page.TooWideAsync()).ShouldBeEmpty();
        await page.GetByLabel("Senin").FillAsync("8-7");
        await page.GetByLabel("Lama satu giliran (menit)").FillAsync("abc");
        await page.PressAsync("Lihat akibatnya");
        await Expect(page.Locator("#hours1-error")).ToBeVisibleAsync();
        await Expect(page.Locator("#slotMinutes-error")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Senin")).ToHaveValueAsync("8-7");
        await page.GetByLabel("Senin").FillAsync("8-12, 13.00-15.00");
        await page.GetByLabel("Lama satu giliran (menit)").FillAsync("30");
        await page.GetByLabel("Mulai berlaku").FillAsync("2026-12-21");
        await page.PressAsync("Lihat akibatnya");
        await Expect(page.Locator("[data-review]")).ToContainTextAsync("Jam dan aturan baru mulai Senin, 21 Desember 2026");
        await page.PressAsync("Simpan dan beri tahu");
        await Expect(page.GetByText("Mulai Senin, 21 Desember 2026:")).ToBeVisibleAsync();

        await page.OpenStaffAsync("/petugas/kalender/tambahan?hari=2026-12-12");
        await page.GetByLabel("Jam", new() { Exact = true }).FillAsync("08.00-10.00");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Sabtu, 12 Desember 2026, 08.00–10.00")).ToBeVisibleAsync();
        await page.TakePictureAsync("calendar-extra", whole: false);

        await using var window = await world.Portal.OpenAsync(Screen.Desk);
        var hired = (await world.Portal.Get<CreateStaff>().ExecuteAsync(new("adminlibur", "Petugas Uji", [new RoleAssignment(StaffRole.Admin, Scope.Installation)]), Actor.System, CancellationToken.None)).Value;
        await window.Page.SignInAsync("adminlibur", hired.Password);
        await window.Page.ChooseOwnPasswordAsync(hired.Password);
        await window.Page.EnrolSecondFactorAsync();
        await window.Page.OpenStaffAsync("/petugas/kalender/libur?tahun=2027");
        await window.Page.TakePictureAsync("calendar-holidays", whole: false);
        await window.Page.Locator("#list").FillAsync("1/1/2027 Tahun Baru\n31/2/2027 Salah\n1/1/2027 Lagi");
        await window.Page.PressAsync("Periksa daftar");
        await Expect(window.Page.Locator("#list-error")).ToContainTextAsync("Baris 2 tidak terbaca");
        await Expect(window.Page.Locator("#list-error")).ToContainTextAsync("Baris 3");
        await window.Page.Locator("#list").FillAsync("1/1/2027 Tahun Baru | New Year's Day");
        await window.Page.PressAsync("Periksa daftar");
        await window.Page.PressAsync("Simpan daftar");
        await Expect(window.Page.Said()).ToContainTextAsync("Daftar 2027 disimpan");
    }

    private async Task<BookedAppointment> BookAsync(DateTimeOffset start)
    {
        var who = new Person(KnownOffice.Pulomerak);
        var answers = new BookingAnswers
        {
            Name = "Sri Contoh",
            Nik = who.Nik,
            BirthDay = $"{who.Born.Day}",
            BirthMonth = $"{who.Born.Month}",
            BirthYear = $"{who.Born.Year}",
            Phone = who.Phone,
            Village = "36.72.03.1001",
            Channel = "whatsapp",
            Consent = true,
        };
        return (await world.Portal.Get<BookAppointment>().ExecuteAsync(
            BookAppointment.Command.Direct(ServiceSlug.New, Office, start, answers, Language.Indonesian, Intake.Api), Actor.ApiClient, CancellationToken.None)).Value;
    }
}
