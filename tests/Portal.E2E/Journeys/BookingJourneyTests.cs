using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A resident books on a small phone on which no script runs.</summary>
public sealed class BookingJourneyTests(PortalServer portal) : IClassFixture<PortalServer>
{
    public static TheoryData<string, string> Offices => new()
    {
        { "Batang Hari Leko", "" },
        { "Tanjung Lago", "" },
        { "Kiaracondong", "/en" },
        { "Pulomerak", "" },
        { "Samarinda Ilir", "" },
    };

    [Theory]
    [MemberData(nameof(Offices))]
    public async Task Book_InEveryOffice_EndsWithReceiptAndStatus(string office, string language)
    {
        await using var phone = await portal.OpenAsync(Screen.Phone);
        var page = phone.Page;
        var who = new Person(KnownOffice.Named(office));

        await page.GotoAsync(language.Length > 0 ? language : "/");
        await page.TakePictureAsync($"book-1-home-{office}");
        await page.FollowAsync(page.Say("Daftar perekaman", "Book an appointment"));
        await page.ChooseServiceAsync();
        await page.ChooseOfficeAsync(who.Office);
        await page.ChooseDayAsync();
        await page.SeeTitleAsync("Jam berapa", "What time");
        await Expect(page.GetByText(who.Office.Zone).First).ToBeVisibleAsync();
        await page.TakePictureAsync($"book-2-times-{office}");
        await page.ChooseTimeAsync();

        // First everything is forgotten, and what is typed then stays.
        await page.GetByLabel(page.Say("Nama lengkap", "Full name")).FillAsync(who.Name);
        await page.ContinueAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.TakePictureAsync($"book-3-errors-{office}");
        await Expect(page.GetByLabel(page.Say("Nama lengkap", "Full name"))).ToHaveValueAsync(who.Name);
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByLabel("NIK").First).ToBeInViewportAsync();

        await page.FillDetailsAsync(who);
        await page.ContinueAsync();
        await page.SeeTitleAsync("Periksa jawaban", "Check your answers");
        await Expect(page.GetByText(who.Office.Village)).ToBeVisibleAsync();
        await page.TakePictureAsync($"book-4-check-{office}");
        var receipt = await page.BookAsync();
        await page.TakePictureAsync($"book-5-receipt-{office}");

        receipt.Register.ShouldMatch(@"^\d{10}$");
        await Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("QR") })).ToBeVisibleAsync();
        await Expect(page.GetByText($"/status/{receipt.Register}")).ToBeVisibleAsync();
        await Expect(page.GetByText(new Regex(@"Rp\s0")).First).ToBeVisibleAsync();
        (await page.ContentAsync()).ShouldNotContain(who.Nik);

        await page.FollowAsync(page.Say("Status", "Track"));
        await page.AskStatusAsync(receipt.Register);
        await page.SeeTitleAsync("Terdaftar", "Registered");
        await page.TakePictureAsync($"book-6-status-{office}");
        (await page.ContentAsync()).ShouldNotContain(who.Name);
    }

    [Fact]
    public async Task Keep_CalendarFile_SaysWhenAndWhereAndNothingPersonal()
    {
        await using var phone = await portal.OpenAsync(Screen.Phone);
        var page = phone.Page;
        var who = new Person(KnownOffice.SamarindaIlir);
        await page.BookAsync(who);

        var download = await page.RunAndWaitForDownloadAsync(() => page.FollowAsync("Simpan di kalender"));

        await using var stream = await download.CreateReadStreamAsync();
        var file = await new StreamReader(stream).ReadToEndAsync();
        download.SuggestedFilename.ShouldEndWith(".ics");
        file.ShouldStartWith("BEGIN:VCALENDAR");
        file.ShouldContain("Samarinda Ilir");
        file.ShouldNotContain(who.Nik);
        file.ShouldNotContain(who.Name);
    }

    [Fact]
    public async Task Book_ButtonHitTwice_IsOneBooking()
    {
        await using var phone = await portal.OpenAsync(Screen.Phone);
        var page = phone.Page;
        await page.ReachCheckAsync(new Person(KnownOffice.Pulomerak));
        var before = await ApplicationsAsync(portal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Daftarkan" }).DblClickAsync();

        await page.ReadReceiptAsync();
        (await ApplicationsAsync(portal)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task GoBack_AfterTheBooking_LeadsToTheReceiptAgain()
    {
        await using var phone = await portal.OpenAsync(Screen.Phone);
        var page = phone.Page;
        var receipt = await page.BookAsync(new Person(KnownOffice.Pulomerak), day: 2);
        var before = await ApplicationsAsync(portal);

        await page.GoBackAsync();
        (await page.ReadReceiptAsync()).ShouldBe(receipt);
        await page.ReloadAsync();
        (await page.ReadReceiptAsync()).ShouldBe(receipt);

        (await ApplicationsAsync(portal)).ShouldBe(before);
    }

    [Fact]
    public async Task GoBack_ToTheTimes_KeepsWhatWasTypedAndMovesTheHold()
    {
        await using var phone = await portal.OpenAsync(Screen.Phone);
        var page = phone.Page;
        var who = new Person(KnownOffice.TanjungLago);
        await page.ReachCheckAsync(who, day: 3);

        await page.GoBackAsync();
        await page.SeeTitleAsync("Siapa yang akan datang", "Who is coming");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("NIK").First).ToHaveValueAsync(new Regex(who.Nik[^4..]));
        await page.FollowAsync("Ganti hari atau jam");
        await page.ChooseTimeAsync(2);

        await page.SeeTitleAsync("Periksa jawaban", "Check your answers");
        await Expect(page.GetByText(who.Name)).ToBeVisibleAsync();
        await page.BookAsync();
    }

    private static async Task<int> ApplicationsAsync(PortalServer portal)
    {
        await using var db = portal.OpenDb();
        return await db.Applications.CountAsync();
    }
}
