using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Booking;

/// <summary>Booking as a resident does it: pages, forms, no script.</summary>
public sealed class BookingJourneyTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private static int s_person;

    private static Resident Somebody() => new(Interlocked.Increment(ref s_person));

    [Theory]
    [InlineData("16.06.04", "16.06.04.2001", "WIB", "")]
    [InlineData("16.07.12", "16.07.12.2001", "WIB", "/en")]
    [InlineData("32.73.16", "32.73.16.1001", "WIB", "")]
    [InlineData("36.72.03", "36.72.03.1001", "WIB", "/en")]
    [InlineData("64.72.04", "64.72.04.1001", "WITA", "")]
    public async Task Book_InEveryOffice_EndsWithRegisterNumberAndReceipt(string office, string village, string zone, string language)
    {
        using var browser = new ResidentBrowser(portal);
        var who = Somebody() with { Office = office, Village = village };

        var code = await browser.BookAsync(who, language: language);

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Text.ShouldContain(zone);
        browser.Text.ShouldContain("Rp");
        browser.Page.QuerySelector("svg.qr").ShouldNotBeNull();
        var register = browser.Register();
        browser.Text.ShouldContain($"/status/{register}");
        (await portal.MessagesAsync(register, MessageEvent.BookingConfirmed)).ShouldHaveSingleItem().Text.ShouldContain($"/k/{code}");
        await browser.OpenAsync($"{language}/status/{register}");
        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Text.ShouldContain(language.Length == 0 ? "Terdaftar" : "Registered");
    }

    [Fact]
    public async Task Book_WholeJourney_PutsNothingTypedIntoAnAddress()
    {
        using var browser = new ResidentBrowser(portal);
        var who = Somebody();

        await browser.BookAsync(who);

        foreach (var typed in (string[])[who.Nik, who.Phone, who.Phone[1..], "Contoh", $"{who.Born:yyyy-MM-dd}"])
        {
            browser.Seen.ShouldAllBe(address => !address.Contains(typed));
        }
    }

    [Fact]
    public async Task Book_OfficeNamedByAPoster_SkipsTheChoice()
    {
        using var browser = new ResidentBrowser(portal);
        await browser.OpenAsync("/daftar?kantor=64.72.04");

        await browser.Fill("service", "lost").SendAsync();

        browser.Address.ShouldStartWith("/daftar/hari?");
        browser.Text.ShouldContain("Samarinda Ilir");
    }

    [Fact]
    public async Task Book_SentTwiceAtOnce_IsOneBooking()
    {
        using var browser = new ResidentBrowser(portal);
        await browser.ReachCheckAsync(Somebody());
        var before = await portal.ApplicationsAsync();

        var answers = await browser.SendTwiceAsync();

        answers[0].ShouldEndWith("/bukti");
        answers[1].ShouldBe(answers[0]);
        (await portal.ApplicationsAsync()).ShouldBe(before + 1);
    }

    [Fact]
    public async Task Book_BackButtonAfterwards_LeadsToTheReceipt()
    {
        using var browser = new ResidentBrowser(portal);
        await browser.ReachCheckAsync(Somebody());
        var check = browser.Address;
        await browser.SendAsync();
        var receipt = browser.Address;

        foreach (var page in (string[])[check, check.Replace("/periksa", "/data", StringComparison.Ordinal), check.Replace("/periksa", "/waktu", StringComparison.Ordinal)])
        {
            (await browser.OpenAsync(page)).Address.ShouldBe(receipt);
        }
    }

    [Fact]
    public async Task Book_HoldOver_BooksNothingAndKeepsWhatWasTyped()
    {
        await using var own = await PortalFactory.StartAsync();
        using var browser = new ResidentBrowser(own);
        var who = Somebody();
        await browser.ReachCheckAsync(who);
        own.Time.Advance(TimeSpan.FromMinutes(11));

        await browser.SendAsync();

        browser.Status.ShouldBe(HttpStatusCode.Conflict);
        browser.Text.ShouldContain("10 menit");
        (await own.ApplicationsAsync()).ShouldBe(0);

        await browser.FollowAsync("a.button");
        browser.Text.ShouldContain("isian Anda tetap tersimpan");
        await browser.Fill("start", browser.FreeTimes()[1]).SendAsync();
        browser.Address.ShouldStartWith("/daftar/periksa?");
        browser.Text.ShouldContain(who.Name);
        await browser.SendAsync();
        browser.Address.ShouldEndWith("/bukti");
    }

    [Fact]
    public async Task Check_HoldOverWhenOpened_LeadsToTheTimes()
    {
        await using var own = await PortalFactory.StartAsync();
        using var browser = new ResidentBrowser(own);
        await browser.ReachCheckAsync(Somebody());
        own.Time.Advance(TimeSpan.FromMinutes(11));

        await browser.OpenAsync(browser.Address);

        browser.Address.ShouldStartWith("/daftar/waktu?");
        browser.Text.ShouldContain("10 menit sudah habis");
    }

    [Fact]
    public async Task Hold_TimeTakenMeanwhile_IsToldAndShowsTheOthers()
    {
        using var first = new ResidentBrowser(portal);
        using var second = new ResidentBrowser(portal);
        await first.ChooseDayAsync(Somebody(), day: 3);
        await second.ChooseDayAsync(Somebody(), day: 3);
        var wanted = first.FreeTimes()[0];
        await first.Fill("start", wanted).SendAsync();
        var tries = 0;
        do
        {
            // An office with several stations has several places.
            using var other = new ResidentBrowser(portal);
            await other.ChooseDayAsync(Somebody(), day: 3);
            if (!other.FreeTimes().Contains(wanted))
            {
                break;
            }

            await other.Fill("start", wanted).SendAsync();
        }
        while (++tries < 10);

        await second.Fill("start", wanted).SendAsync();

        second.Status.ShouldBe(HttpStatusCode.Conflict);
        second.Page.QuerySelector("#start-error").ShouldNotBeNull();
        second.FreeTimes().ShouldNotContain(wanted);
        second.FreeTimes().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Draft_InAnotherBrowser_ShowsNothingThatWasTyped()
    {
        using var browser = new ResidentBrowser(portal);
        using var stranger = new ResidentBrowser(portal);
        var who = Somebody();
        await browser.ReachCheckAsync(who);

        foreach (var page in (string[])["/daftar/data", "/daftar/periksa"])
        {
            await stranger.OpenAsync(browser.Address.Replace("/daftar/periksa", page, StringComparison.Ordinal));
            stranger.Status.ShouldBe(HttpStatusCode.NotFound);
            stranger.Page.DocumentElement.OuterHtml.ShouldNotContain(who.Nik);
            stranger.Page.DocumentElement.OuterHtml.ShouldNotContain(who.Name);
        }
    }

    [Fact]
    public async Task Book_NikWithAnOpenApplication_HelpsAndBooksNothing()
    {
        using var browser = new ResidentBrowser(portal);
        var who = Somebody();
        await browser.BookAsync(who);
        var before = await portal.ApplicationsAsync();
        using var again = new ResidentBrowser(portal);
        await again.ReachCheckAsync(who with { Phone = "081298765432" }, day: 2);

        await again.SendAsync();

        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Page.QuerySelector("h1")!.TextContent.ShouldBe("NIK ini sudah terdaftar");
        again.Page.QuerySelector("main a[href='/status']").ShouldNotBeNull();
        again.Text.ShouldContain("datanglah ke Kecamatan Pulomerak", Case.Insensitive);
        (await portal.ApplicationsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Book_PhoneOfFourPeople_IsRefusedAtThePhone()
    {
        const string FamilyPhone = "081255512345";
        for (var i = 0; i < 4; i++)
        {
            using var member = new ResidentBrowser(portal);
            await member.BookAsync(Somebody() with { Phone = FamilyPhone }, day: 4, time: i);
        }

        using var fifth = new ResidentBrowser(portal);
        await fifth.ReachCheckAsync(Somebody() with { Phone = FamilyPhone }, day: 5);
        await fifth.SendAsync();

        fifth.Status.ShouldBe(HttpStatusCode.Conflict);
        fifth.Page.QuerySelector(".notice.error a[href='#phone']").ShouldNotBeNull();
        fifth.Page.QuerySelector("#phone").ShouldNotBeNull();
        fifth.Text.ShouldContain("4");
    }

    [Fact]
    public async Task Details_BirthDateOtherThanInTheNik_IsWarnedAndAllowed()
    {
        using var browser = new ResidentBrowser(portal);
        var who = Somebody();
        await browser.HoldAsync(who);
        await browser.FillDetails(who).Fill("birthDateYear", "1991").SendAsync();

        browser.Address.ShouldStartWith("/daftar/periksa?");
        browser.Text.ShouldContain("tidak cocok dengan NIK");
        await browser.SendAsync();
        var register = browser.Register();

        await using var db = portal.OpenDb();
        (await db.ApplicationAsync(register)).NikMismatch.ShouldBeTrue();
    }

    [Fact]
    public async Task Details_UnderSeventeen_TellsFromWhichDayUnlessMarried()
    {
        using var browser = new ResidentBrowser(portal);
        var who = Somebody() with { Born = new DateOnly(2010, 8, 17) };
        await browser.HoldAsync(who);

        await browser.FillDetails(who).SendAsync();
        browser.Page.QuerySelector("#everMarried-error").ShouldNotBeNull();

        await browser.FillDetails(who).Fill("everMarried", "no").SendAsync();
        browser.Page.QuerySelector("#birthDate-error")!.TextContent.ShouldContain("17 Agustus 2027");

        await browser.FillDetails(who).Fill("everMarried", "yes").SendAsync();
        browser.Address.ShouldStartWith("/daftar/periksa?");
    }

    [Fact]
    public async Task Days_EverythingTaken_SaysWhenTheNextAreReleased()
    {
        await using var own = await PortalFactory.StartAsync();
        using var browser = new ResidentBrowser(own);
        await browser.OpenAsync("/daftar/hari?layanan=new&kantor=36.72.03");
        var days = browser.Page.QuerySelectorAll("a.day").Length;
        await using (var db = own.OpenDb())
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO slot_occupancies (service_point_id, start_at, local_day, capacity, taken)
                SELECT p.id, t, (t AT TIME ZONE 'Asia/Jakarta')::date, 50, 50
                FROM service_points p, generate_series(timestamptz '2026-12-06 17:00Z', timestamptz '2027-02-28 17:00Z', interval '5 minutes') t
                WHERE p.office_code = '36.72.03'
                """);
        }

        await browser.OpenAsync("/daftar/hari?layanan=new&kantor=36.72.03");

        days.ShouldBeGreaterThan(5);
        browser.Page.QuerySelectorAll("a.day").ShouldBeEmpty();
        browser.Page.QuerySelectorAll(".day.full").Length.ShouldBe(days);
        browser.Page.QuerySelector(".notice.warn")!.TextContent.ShouldContain("WIB");
    }

    [Fact]
    public async Task Service_NotTranslatedYet_IsShownInIndonesianAndSaidToBe()
    {
        await using var own = await PortalFactory.StartAsync();
        await using (var db = own.OpenDb())
        {
            await db.Database.ExecuteSqlRawAsync("""UPDATE services SET name = '{{"indonesian":"Layanan uji"}}' WHERE slug = 'Lost'""");
        }

        own.Time.Advance(TimeSpan.FromMinutes(1));
        using var browser = new ResidentBrowser(own);

        await browser.OpenAsync("/en/daftar");

        browser.Text.ShouldContain("Layanan uji (in Indonesian only)");
    }
}
