using System.Net;
using System.Text.RegularExpressions;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.IntegrationTests.Booking;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.OwnLink;

/// <summary>Changing phone or channel: only with the code sent to the phone on file.</summary>
public sealed partial class ContactTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const string NewPhone = "0857 1111 2222";
    private static int s_person = 2000;

    private static Resident Somebody() => new(Interlocked.Increment(ref s_person));

    [Fact]
    public async Task Change_WithTheCode_TakesTheNewPhoneAndTellsTheOld()
    {
        using var browser = new ResidentBrowser(portal);
        var who = Somebody();
        var (code, register) = await BookAsync(browser, who);
        await AskAsync(browser, code, NewPhone, "sms");
        var sent = (await portal.MessagesAsync(register, MessageEvent.OneTimeCode)).ShouldHaveSingleItem();
        sent.Phone.ShouldBe("+62" + who.Phone[1..]);

        await browser.Fill("code", DigitsOf(sent.Text)).SendAsync();

        browser.Address.ShouldBe($"/k/{code}?selesai=kontak");
        browser.Text.ShouldContain("2222");
        await using var db = portal.OpenDb();
        (await db.ApplicationAsync(register)).Channel.ShouldBe(Channel.Sms);
        (await portal.MessagesAsync(register, MessageEvent.ContactChanged)).ShouldHaveSingleItem().Phone.ShouldBe(sent.Phone);
    }

    [Fact]
    public async Task Change_CodeSentTwiceAtOnce_IsOneChange()
    {
        using var browser = new ResidentBrowser(portal);
        var (code, register) = await BookAsync(browser, Somebody());
        await AskAsync(browser, code, "0857 1111 3333", "whatsapp");
        var digits = DigitsOf((await portal.MessagesAsync(register, MessageEvent.OneTimeCode))[0].Text);

        var answers = await browser.Fill("code", digits).SendTwiceAsync();

        answers.ShouldAllBe(a => a.EndsWith("?selesai=kontak"));
        (await portal.MessagesAsync(register, MessageEvent.ContactChanged)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_SentTwiceAtOnce_SendsOneCode()
    {
        using var browser = new ResidentBrowser(portal);
        var (code, register) = await BookAsync(browser, Somebody());
        await browser.OpenAsync($"/k/{code}/kontak");

        var answers = await browser.Fill("phone", "0857 1111 4444").Fill("channel", "sms").SendTwiceAsync();

        answers[0].ShouldBe(answers[1]);
        (await portal.MessagesAsync(register, MessageEvent.OneTimeCode)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Change_FiveWrongCodes_KillsTheRightOneToo()
    {
        using var browser = new ResidentBrowser(portal);
        var (code, register) = await BookAsync(browser, Somebody());
        await AskAsync(browser, code, "0857 1111 5555", "sms");
        var digits = DigitsOf((await portal.MessagesAsync(register, MessageEvent.OneTimeCode))[0].Text);
        var wrong = digits == "000000" ? "111111" : "000000";
        for (var i = 0; i < 4; i++)
        {
            (await browser.Fill("code", wrong).SendAsync()).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            browser.Page.QuerySelector("#code-error").ShouldNotBeNull();
        }

        (await browser.Fill("code", wrong).SendAsync()).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await browser.Fill("code", digits).SendAsync()).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        await using var db = portal.OpenDb();
        (await db.ApplicationAsync(register)).Channel.ShouldBe(Channel.WhatsApp);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("abcdef")]
    [InlineData("😀😀😀")]
    public async Task Change_NotSixDigits_SaysSoAndCountsNoTry(string typed)
    {
        using var browser = new ResidentBrowser(portal);
        var (code, register) = await BookAsync(browser, Somebody());
        await AskAsync(browser, code, "0857 1111 6666", "sms");
        for (var i = 0; i < 6; i++)
        {
            await browser.Fill("code", typed).SendAsync();
            browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            browser.Page.QuerySelector("#code-error")!.TextContent.ShouldContain("6 angka");
            browser.Page.QuerySelector("#code")!.GetAttribute("value").ShouldBeNullOrEmpty();
        }

        await browser.Fill("code", DigitsOf((await portal.MessagesAsync(register, MessageEvent.OneTimeCode))[0].Text)).SendAsync();
        browser.Address.ShouldEndWith("?selesai=kontak");

        // The limit of people per phone holds for the tests of this class together.
        await browser.OpenAsync($"/k/{code}/batal");
        await browser.SendAsync();
    }

    [Fact]
    public async Task Change_AfterTenMinutes_IsTooLate()
    {
        await using var own = await PortalFactory.StartAsync();
        using var browser = new ResidentBrowser(own);
        var code = await browser.BookAsync(Somebody());
        var register = browser.Register();
        await AskAsync(browser, code, NewPhone, "sms");
        own.Time.Advance(TimeSpan.FromMinutes(10));

        await browser.Fill("code", DigitsOf((await own.MessagesAsync(register, MessageEvent.OneTimeCode))[0].Text)).SendAsync();

        browser.Status.ShouldBe(HttpStatusCode.Gone);
        browser.Page.QuerySelector("#code-error").ShouldNotBeNull();
    }

    [Fact]
    public async Task Change_CodeOfSomebodyElse_OpensNothing()
    {
        using var mine = new ResidentBrowser(portal);
        using var theirs = new ResidentBrowser(portal);
        var (myCode, myRegister) = await BookAsync(mine, Somebody());
        var (theirCode, theirRegister) = await BookAsync(theirs, Somebody());
        await AskAsync(mine, myCode, "0857 1111 7777", "sms");
        var digits = DigitsOf((await portal.MessagesAsync(myRegister, MessageEvent.OneTimeCode))[0].Text);

        await theirs.OpenAsync(mine.Address.Replace(myCode, theirCode, StringComparison.Ordinal));
        await theirs.Fill("code", digits).SendAsync();

        theirs.Status.ShouldBe(HttpStatusCode.Gone);
        await using var db = portal.OpenDb();
        (await db.ApplicationAsync(theirRegister)).Channel.ShouldBe(Channel.WhatsApp);
    }

    [Fact]
    public async Task Ask_WithoutPhoneOnFile_SendsTheCodeToTheNewNumber()
    {
        using var browser = new ResidentBrowser(portal);
        var (code, register) = await BookAsync(browser, Somebody() with { Phone = "", Channel = "none" });
        (await portal.MessagesAsync(register, MessageEvent.BookingConfirmed)).ShouldBeEmpty();

        await AskAsync(browser, code, "0857 1111 8888", "whatsapp");

        (await portal.MessagesAsync(register, MessageEvent.OneTimeCode)).ShouldHaveSingleItem().Phone.ShouldBe("+6285711118888");
    }

    [Theory]
    [InlineData("", "whatsapp", "phone")]
    [InlineData("021 555 1234", "sms", "phone")]
    [InlineData("+1 212 555 0100", "sms", "phone")]
    [InlineData("<script>", "sms", "phone")]
    [InlineData("", "pigeon", "channel")]
    public async Task Ask_WrongOrUnchanged_SaysSoAndSendsNothing(string phone, string channel, string field)
    {
        using var browser = new ResidentBrowser(portal);
        var (code, register) = await BookAsync(browser, Somebody());
        await browser.OpenAsync($"/en/k/{code}/kontak");

        await browser.Fill("phone", phone).Fill("channel", channel).SendAsync();

        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        browser.Page.QuerySelector($"#{field}-error").ShouldNotBeNull();
        browser.Page.QuerySelector($".notice.error a[href='#{field}']").ShouldNotBeNull();
        browser.Page.QuerySelector("#phone")!.GetAttribute("value").ShouldBe(phone);
        (await portal.MessagesAsync(register, MessageEvent.OneTimeCode)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_PhoneOfFourOthers_IsRefusedBeforeACodeIsSent()
    {
        const string FamilyPhone = "085788889999";
        for (var i = 0; i < 4; i++)
        {
            using var member = new ResidentBrowser(portal);
            await BookAsync(member, Somebody() with { Phone = FamilyPhone });
        }

        using var fifth = new ResidentBrowser(portal);
        var (code, register) = await BookAsync(fifth, Somebody());
        await fifth.OpenAsync($"/k/{code}/kontak");
        await fifth.Fill("phone", FamilyPhone).SendAsync();

        fifth.Status.ShouldBe(HttpStatusCode.Conflict);
        fifth.Page.QuerySelector("#phone-error").ShouldNotBeNull();
        (await portal.MessagesAsync(register, MessageEvent.OneTimeCode)).ShouldBeEmpty();
    }

    private static string DigitsOf(string message) => SixDigits().Match(message).Value;

    private static async Task<(string Code, string Register)> BookAsync(ResidentBrowser browser, Resident who)
    {
        var code = await browser.BookAsync(who, day: who.Number % 9, time: 0);
        return (code, browser.Register());
    }

    private static async Task AskAsync(ResidentBrowser browser, string code, string phone, string channel)
    {
        await browser.OpenAsync($"/k/{code}/kontak");
        await browser.Fill("phone", phone).Fill("channel", channel).SendAsync();
        browser.Address.ShouldStartWith($"/k/{code}/kontak/kode?p=", customMessage: browser.Text);
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}
