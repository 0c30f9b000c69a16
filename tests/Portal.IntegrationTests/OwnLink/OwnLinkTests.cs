using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.IntegrationTests.Booking;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.OwnLink;

/// <summary>What a resident does behind the own link.</summary>
public sealed class OwnLinkTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private static int s_person = 1000;

    private static Resident Somebody() => new(Interlocked.Increment(ref s_person));

    [Fact]
    public async Task Open_AnyPage_ChangesNothingAndIsKeptByNobody()
    {
        using var browser = new ResidentBrowser(portal);
        var code = await browser.BookAsync(Somebody());
        var before = await TrailAsync();

        foreach (var path in (string[])["", "/bukti", "/cetak", "/cetak?lebar=80", "/jadwal-ulang", "/jadwal-ulang?hari=2026-12-10", "/janji-baru", "/batal", "/kontak", "/kontak/kode", "/jadwal.ics"])
        {
            foreach (var language in (string[])["", "/en"])
            {
                await browser.OpenAsync($"{language}/k/{code}{path}");
                browser.Status.ShouldBe(HttpStatusCode.OK, path);
                browser.Answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
                browser.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue(path);
            }
        }

        (await TrailAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/bukti")]
    [InlineData("/jadwal-ulang")]
    [InlineData("/batal")]
    [InlineData("/kontak/kode")]
    public async Task Open_UnknownOrRevokedLink_IsGoneAndSaysHowToGetANewOne(string path)
    {
        using var browser = new ResidentBrowser(portal);

        await browser.OpenAsync("/en/k/0000000000abcdefghjk" + path);

        browser.Status.ShouldBe(HttpStatusCode.Gone);
        browser.Page.QuerySelector("h1")!.TextContent.ShouldBe("This link is no longer valid");
        browser.Page.QuerySelector("main a[href='/en/status']").ShouldNotBeNull();
    }

    [Fact]
    public async Task Reschedule_AnotherDay_MovesItAndFreesTheOldPlace()
    {
        using var browser = new ResidentBrowser(portal);
        var code = await browser.BookAsync(Somebody(), day: 2);
        var register = browser.Register();
        await browser.OpenAsync($"/k/{code}/jadwal-ulang");
        await browser.OpenAsync(browser.Page.QuerySelectorAll("a.day")[4].GetAttribute("href")!);
        var chosen = browser.FreeTimes()[2];

        await browser.Fill("start", chosen).SendAsync();

        browser.Address.ShouldBe($"/k/{code}?selesai=jadwal");
        browser.Text.ShouldContain("sudah diganti");
        await using var db = portal.OpenDb();
        var application = await db.ApplicationAsync(register);
        var appointment = await db.Appointments.SingleAsync(v => v.ApplicationId == application.Id);
        appointment.StartAt.ShouldBe(DateTimeOffset.Parse(chosen, System.Globalization.CultureInfo.InvariantCulture));
        (await portal.MessagesAsync(register, MessageEvent.BookingMoved)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Reschedule_SentTwiceAtOnce_IsOneMove()
    {
        using var browser = new ResidentBrowser(portal);
        var code = await browser.BookAsync(Somebody(), day: 2);
        var register = browser.Register();
        await browser.OpenAsync($"/k/{code}/jadwal-ulang");
        await browser.OpenAsync(browser.Page.QuerySelectorAll("a.day")[5].GetAttribute("href")!);

        var answers = await browser.Fill("start", browser.FreeTimes()[3]).SendTwiceAsync();

        answers.ShouldAllBe(a => a.EndsWith("?selesai=jadwal"));
        (await portal.MessagesAsync(register, MessageEvent.BookingMoved)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Reschedule_NothingChosen_SaysSoAndKeepsThePlace()
    {
        using var browser = new ResidentBrowser(portal);
        var code = await browser.BookAsync(Somebody(), day: 2);
        await browser.OpenAsync($"/k/{code}/jadwal-ulang");
        await browser.FollowAsync("a.day");

        await browser.SendAsync();

        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        browser.Page.QuerySelector("#start-error").ShouldNotBeNull();
        browser.Page.GetElementById("start").ShouldNotBeNull();
    }

    [Fact]
    public async Task Cancel_Confirmed_EndsItOnceAndFreesTheNik()
    {
        using var browser = new ResidentBrowser(portal);
        var who = Somebody();
        var code = await browser.BookAsync(who);
        var register = browser.Register();
        await browser.OpenAsync($"/k/{code}/batal");

        var answers = await browser.SendTwiceAsync();

        answers.ShouldAllBe(a => a.EndsWith("?selesai=batal"));
        await browser.OpenAsync($"/status/{register}");
        browser.Page.QuerySelector("h1")!.TextContent.ShouldBe("Dibatalkan");
        (await portal.MessagesAsync(register, MessageEvent.BookingCancelled)).Count.ShouldBe(1);
        using var again = new ResidentBrowser(portal);
        await again.BookAsync(who);
        again.Register().ShouldNotBe(register);
    }

    [Fact]
    public async Task FollowUp_AfterANoShow_KeepsTheRegisterNumber()
    {
        await using var own = await PortalFactory.StartAsync();
        using var browser = new ResidentBrowser(own);
        var code = await browser.BookAsync(Somebody());
        var register = browser.Register();
        await using (var db = own.OpenDb())
        {
            var appointment = await db.Appointments.SingleAsync();
            own.Time.UtcNow = appointment.EndAt;
            appointment.MarkNoShow(own.Time.UtcNow).Succeeded.ShouldBeTrue();
            await db.SaveChangesAsync();
        }

        await browser.OpenAsync($"/k/{code}");
        browser.Text.ShouldContain("tercatat tidak datang");
        await browser.FollowAsync("a.button");
        browser.Address.ShouldEndWith("/janji-baru");
        await browser.FollowAsync("a.day");
        await browser.Fill("start", browser.FreeTimes()[0]).SendAsync();

        browser.Address.ShouldEndWith("?selesai=janji");
        browser.Register().ShouldBe(register);
        (await own.ApplicationsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task FollowUp_WithALiveAppointment_IsNotOffered()
    {
        using var browser = new ResidentBrowser(portal);
        var code = await browser.BookAsync(Somebody());

        await browser.OpenAsync($"/k/{code}/janji-baru");

        browser.Page.QuerySelector("a.day").ShouldBeNull();
        browser.Text.ShouldContain("tidak ada kedatangan");
    }

    [Fact]
    public async Task Calendar_OfAnAppointment_NamesTimeAndPlaceOnly()
    {
        using var browser = new ResidentBrowser(portal);
        var who = Somebody() with { Office = "64.72.04", Village = "64.72.04.1001" };
        var code = await browser.BookAsync(who);
        await browser.OpenAsync($"/k/{code}/jadwal.ics");

        browser.Answer.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        var file = await browser.Answer.Content.ReadAsStringAsync();
        file.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
        // Samarinda is eight hours ahead of UTC: 07.30 WITA is 23.30 the day before.
        file.ShouldContain("DTSTART:20261207T233000Z\r\n");
        var unfolded = file.Replace("\r\n ", "", StringComparison.Ordinal);
        unfolded.ShouldContain("LOCATION:Kecamatan Samarinda Ilir\\, Kota Samarinda");
        foreach (var personal in (string[])[who.Name, who.Nik, who.Phone, code])
        {
            unfolded.ShouldNotContain(personal);
        }

        (await browser.OpenAsync("/k/0000000000abcdefghjk/jadwal.ics")).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Receipt_OfABooking_HoldsNoPersonalDataInItsQrAndSaysRpZero()
    {
        using var browser = new ResidentBrowser(portal);
        var code = await browser.BookAsync(Somebody(), language: "/en");
        await browser.OpenAsync($"/en/k/{code}/cetak?lebar=80");

        browser.Page.QuerySelector(".receipt.narrow svg.qr").ShouldNotBeNull();
        browser.Page.QuerySelector(".receipt")!.TextContent.ShouldContain("Fee: Rp\u00a00");
        browser.Page.QuerySelector(".receipt")!.TextContent.ShouldContain("head (camat)");
    }

    private async Task<(int, int, int, int)> TrailAsync()
    {
        await using var db = portal.OpenDb();
        return (await db.AuditEvents.CountAsync(), await db.Outbox.CountAsync(), await db.Codes.CountAsync(), await db.Appointments.CountAsync());
    }
}
