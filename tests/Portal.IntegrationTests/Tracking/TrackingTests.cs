using System.Net;
using System.Text.RegularExpressions;
using Portal.Core.Notifications;
using Portal.IntegrationTests.Booking;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Tracking;

/// <summary>Tracking by register number, and the lost link.</summary>
public sealed partial class TrackingTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const string NeverIssued = "1234567894";
    private static int s_person = 3000;

    private static Resident Somebody() => new(Interlocked.Increment(ref s_person));

    [Fact]
    public async Task Status_OfABooking_SaysWhereSinceWhoAndWhatNextWithoutAPerson()
    {
        using var browser = new ResidentBrowser(portal);
        var who = Somebody();
        await browser.BookAsync(who);
        var register = browser.Register();
        using var anyone = new ResidentBrowser(portal);
        await anyone.OpenAsync("/status");

        await anyone.Fill("register", $" {register[..3]} {register[3..6]}-{register[6..]}").SendAsync();

        anyone.Address.ShouldBe($"/status/{register}");
        anyone.Status.ShouldBe(HttpStatusCode.OK);
        foreach (var told in (string[])["Terdaftar", "7 Desember 2026, pukul 09.00 WIB", "Dicatat oleh kecamatan", "Petugas memeriksa berkas", "8 Desember 2026", "Datanglah pada waktu yang Anda pilih"])
        {
            anyone.Text.ShouldContain(told);
        }

        foreach (var personal in (string[])[who.Name, who.Nik, who.Nik[^4..], who.Phone[^4..]])
        {
            anyone.Page.DocumentElement.OuterHtml.ShouldNotContain(personal);
        }

        anyone.Answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("1234567895", "Ada angka yang tampaknya salah")]
    [InlineData("123", "10 angka")]
    [InlineData("", "nomor register")]
    [InlineData("12345678x4", "angka")]
    [InlineData("<script>alert(1)</script>", "angka")]
    [InlineData("😀", "angka")]
    public async Task Track_MistypedNumber_SaysSoAtTheField(string typed, string told)
    {
        using var browser = new ResidentBrowser(portal);
        await browser.OpenAsync("/status");

        await browser.Fill("register", typed).SendAsync();

        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        browser.Page.QuerySelector("#register-error")!.TextContent.ShouldContain(told);
        browser.Page.QuerySelector(".notice.error a[href='#register']").ShouldNotBeNull();
        browser.Page.QuerySelector("#register")!.GetAttribute("value").ShouldBe(typed);
    }

    [Theory]
    [InlineData("/status/1234567895", HttpStatusCode.UnprocessableEntity, "looks wrong")]
    [InlineData("/status/1234567894", HttpStatusCode.NotFound, "not found")]
    [InlineData("/status/abc", HttpStatusCode.UnprocessableEntity, "digits")]
    public async Task Status_AddressWithAWrongNumber_SaysWhatIsWrong(string address, HttpStatusCode status, string told)
    {
        using var browser = new ResidentBrowser(portal);

        await browser.OpenAsync("/en" + address);

        browser.Status.ShouldBe(status);
        browser.Text.ShouldContain(told);
        browser.Page.QuerySelector("#register").ShouldNotBeNull();
    }

    [Fact]
    public async Task LostLink_WithTheCode_OpensANewLinkAndEndsTheOld()
    {
        using var browser = new ResidentBrowser(portal);
        var old = await browser.BookAsync(Somebody());
        var register = browser.Register();
        using var later = new ResidentBrowser(portal);
        await later.OpenAsync($"/status/{register}");
        await later.FollowAsync($"a[href='/status/{register}/tautan']");
        await later.SendAsync();
        var digits = SixDigits().Match((await portal.MessagesAsync(register, MessageEvent.OneTimeCode)).ShouldHaveSingleItem().Text).Value;

        var answers = await later.Fill("code", digits).SendTwiceAsync();

        answers[0].ShouldMatch("/k/[0-9a-z]{20}\\?selesai=tautan$");
        answers[1].ShouldBe(answers[0]);
        await later.OpenAsync(answers[0]);
        later.Status.ShouldBe(HttpStatusCode.OK);
        later.Register().ShouldBe(register);
        (await browser.OpenAsync($"/k/{old}")).Status.ShouldBe(HttpStatusCode.Gone);
        (await portal.MessagesAsync(register, MessageEvent.LinkSent)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task LostLink_NumberOfNobody_IsAnsweredLikeAnyOther()
    {
        using var browser = new ResidentBrowser(portal);
        await browser.BookAsync(Somebody());
        var (known, unknown) = (browser.Register(), NeverIssued);

        var real = await WalkAsync(known);
        var fake = await WalkAsync(unknown);

        fake.ShouldBe(real);
    }

    [Fact]
    public async Task LostLink_AskedTooOften_IsLimitedPerNumber()
    {
        await using var own = await PortalFactory.StartAsync(("Portal:RateLimits", "on"));
        using var browser = new ResidentBrowser(own);
        for (var i = 0; i < 5; i++)
        {
            await browser.OpenAsync($"/status/{NeverIssued}/tautan");
            (await browser.SendAsync()).Status.ShouldBe(HttpStatusCode.OK);
        }

        await browser.OpenAsync($"/status/{NeverIssued}/tautan");
        (await browser.SendAsync()).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    /// <summary>Asks for a code, types six wrong ones; returns all that can be seen, without what differs by chance.</summary>
    private async Task<string> WalkAsync(string register)
    {
        using var browser = new ResidentBrowser(portal);
        List<string> seen = [];
        await browser.OpenAsync($"/status/{register}/tautan");
        await browser.SendAsync();
        for (var i = 0; i < 6; i++)
        {
            seen.Add($"{browser.Status} {Random().Replace(browser.Address, "*")} {browser.Text}");
            await browser.Fill("code", $"00000{i}").SendAsync();
        }

        return string.Join('\n', seen).Replace(register, "REGISTER", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Random();
}
