using System.Net;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Notifications;
using Portal.IntegrationTests.Api;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Notifications;

/// <summary>What Twilio tells the portal, over HTTP.</summary>
public sealed class TwilioWebhookTests : IAsyncLifetime
{
    private const string Status = "/webhooks/twilio/status";
    private const string Inbound = "/webhooks/twilio/inbound";
    private const string Public = "https://ktp.example.go.id";
    private const string Phone = "+6281200000001";

    private StandInTwilio _twilio = null!;
    private PortalFactory _portal = null!;

    public async Task InitializeAsync()
    {
        _twilio = await StandInTwilio.StartAsync();
        _portal = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Fact]
    public async Task Status_TwiceAndOutOfOrder_OnlyMovesForward()
    {
        await BookAsync("sms");
        await DispatchAsync();
        var taken = _twilio.Taken.Single();

        foreach (var word in new[] { "delivered", "sent", "delivered", "queued", "teleported" })
        {
            (await CallBackAsync(taken, word)).ShouldBe(HttpStatusCode.NoContent);
        }

        (await MessageAsync()).State.ShouldBe(MessageState.Delivered);
        (await StepsAsync()).ShouldBe([MessageState.Accepted, MessageState.Delivered]);
    }

    [Fact]
    public async Task Status_BeforeTheAnswerThatNamesTheMessage_IsNotTakenBack()
    {
        await BookAsync("sms");
        _twilio.BeforeAnswer = async taken => (await CallBackAsync(taken, "delivered")).ShouldBe(HttpStatusCode.NoContent);

        await DispatchAsync();

        var message = await MessageAsync();
        (message.State, message.ProviderId).ShouldBe((MessageState.Delivered, _twilio.Taken.Single().Sid));
    }

    [Fact]
    public async Task Status_PhoneOff_IsTriedAgainAndOldWordsCountForNothing()
    {
        await BookAsync("sms");
        await DispatchAsync();
        var first = _twilio.Taken.Single();

        await CallBackAsync(first, "undelivered", 30003);
        await CallBackAsync(first, "sent");
        await CallBackAsync(first, "undelivered", 30003);
        (await MessageAsync()).State.ShouldBe(MessageState.Pending);
        _portal.Time.Advance(TimeSpan.FromMinutes(1));
        await DispatchAsync();
        await CallBackAsync(first, "undelivered", 30003);

        var message = await MessageAsync();
        (message.State, message.Attempt, message.ProviderId).ShouldBe((MessageState.Accepted, 2, _twilio.Taken.Last().Sid));
        _twilio.Taken.Last().Form["StatusCallback"].ShouldEndWith("&n=2");
    }

    [Fact]
    public async Task Status_NotOnWhatsApp_SendsAnSmsOnce()
    {
        await using (var db = _portal.OpenDb())
        {
            db.WhatsAppTemplates.Add(new WhatsAppTemplate { Event = MessageEvent.BookingConfirmed, Language = Language.Indonesian, ContentSid = "HX0123456789abcdef0123456789abcdef" });
            await db.SaveChangesAsync();
        }

        await BookAsync("whatsapp");
        await DispatchAsync();
        var taken = _twilio.Taken.Single();

        await CallBackAsync(taken, "undelivered", 63003);
        await CallBackAsync(taken, "failed", 63003);
        await DispatchAsync();

        _twilio.Taken.Count.ShouldBe(2);
        _twilio.Taken.Last().To.ShouldBe(Phone);
    }

    [Theory]
    [InlineData("valid", HttpStatusCode.NoContent)]
    [InlineData("wrong secret", HttpStatusCode.Forbidden)]
    [InlineData("none", HttpStatusCode.Forbidden)]
    [InlineData("another field", HttpStatusCode.Forbidden)]
    [InlineData("another query", HttpStatusCode.Forbidden)]
    [InlineData("the host asked", HttpStatusCode.Forbidden)]
    public async Task Status_Signed_IsBelievedOnlyWhenItIsTwiliosForOurAddress(string how, HttpStatusCode answer)
    {
        await BookAsync("sms");
        await DispatchAsync();
        var taken = _twilio.Taken.Single();
        var path = new Uri(taken.Form["StatusCallback"]).PathAndQuery;
        var form = Words(taken, "delivered", 0);
        var signature = how switch
        {
            "wrong secret" => StandInTwilio.Sign(Public + path, form, "lain"),
            "none" => null,
            "the host asked" => StandInTwilio.Sign("http://localhost" + path, form),
            _ => StandInTwilio.Sign(Public + path, form),
        };
        if (how == "another field")
        {
            form["MessageStatus"] = "failed";
        }

        (await PostAsync(how == "another query" ? path.Replace("n=1", "n=2") : path, form, signature)).Status.ShouldBe(answer);

        (await MessageAsync()).State.ShouldBe(answer == HttpStatusCode.NoContent ? MessageState.Delivered : MessageState.Accepted);
    }

    [Fact]
    public async Task Webhooks_WithoutTwilio_ListenToNobody()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Inbound) { Content = new FormUrlEncodedContent([new("From", Phone)]) };
        request.Headers.Add("X-Twilio-Signature", StandInTwilio.Sign("http://localhost:5080" + Inbound, [new("From", Phone)], ""));
        using var answer = await portal.Browser().SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Inbound_StatusOrTheBareNumber_SaysWhatThePublicPageSaysInTheLanguageOfTheApplication()
    {
        var register = await BookAsync("sms");
        var english = await BookAsync("sms", person: 2, language: "en");

        var answer = await WriteAsync($"status {register[..3]} {register[3..6]} {register[6..]}");
        answer.ShouldStartWith($"KTP-el {register[..3]} {register[3..6]} {register[6..]}: Terdaftar, sejak 7 Desember 2026. Jadwal Anda: ");
        answer.ShouldEndWith($"/status/{register} Biaya: Rp 0.");
        answer.ShouldNotContain("Contoh");
        (await WriteAsync(english)).ShouldStartWith($"e-KTP {english[..3]}");
        (await WriteAsync("STATUS 123")).ShouldStartWith("Nomor register itu tidak ada.");
    }

    [Fact]
    public async Task Inbound_StopAndStart_DecideWhetherMessagesAreSentButCodesAlwaysAre()
    {
        var register = await BookAsync("sms");

        (await WriteAsync("BERHENTI", sid: "SM1")).ShouldStartWith("Anda tidak akan dikirimi pesan lagi");
        await _portal.Get<RequestLinkCode>().ExecuteAsync(new(RegisterNumber.Parse(register).Value, Guid.NewGuid()), Actor.Visitor, default);
        await DispatchAsync();
        (await StatesAsync()).ShouldBe([MessageState.OptedOut, MessageState.Accepted], ignoreOrder: true);
        _twilio.Taken.Single().Body.ShouldContain("kode");

        (await WriteAsync("mulai", sid: "SM2")).ShouldStartWith("Anda menerima pesan KTP-el lagi.");
        await WriteAsync("BERHENTI", sid: "SM1");
        var other = await BookAsync("sms", person: 2, phone: Phone);
        await DispatchAsync();

        (await StatesAsync()).ShouldBe([MessageState.OptedOut, MessageState.Accepted, MessageState.Accepted], ignoreOrder: true, "what Twilio sends again acts once");
        await using var db = _portal.OpenDb();
        (await db.OptOuts.OrderBy(o => o.Id).Select(o => o.Stops).ToListAsync()).ShouldBe([true, false]);
    }

    [Fact]
    public async Task Status_TwilioWasToldToStop_TheLedgerKnows()
    {
        await BookAsync("sms");
        await DispatchAsync();
        await CallBackAsync(_twilio.Taken.Single(), "failed", 21610);
        await BookAsync("sms", person: 2, phone: Phone);
        await DispatchAsync();

        (await StatesAsync()).ShouldBe([MessageState.OptedOut, MessageState.OptedOut]);
    }

    [Fact]
    public async Task Inbound_SomethingElse_IsHelpedOnceADay()
    {
        (await WriteAsync("LAPOR pungli")).ShouldStartWith("Laporan lewat pesan belum dilayani.");
        (await WriteAsync("halo")).ShouldStartWith("Ini pesan otomatis.");
        (await WriteAsync("halo?")).ShouldBe("");
        _portal.Time.Advance(TimeSpan.FromHours(25));
        (await WriteAsync("halo")).ShouldStartWith("Ini pesan otomatis.");
    }

    [Fact]
    public async Task Inbound_FromOneNumberWithoutEnd_IsAnsweredNoMore()
    {
        await using var portal = await StartAsync(("Portal:RateLimits", "on"));
        for (var i = 0; i < 20; i++)
        {
            (await WriteAsync("STATUS 1", portal: portal)).ShouldNotBe("");
        }

        (await WriteAsync("STATUS 1", portal: portal)).ShouldBe("");
        (await WriteAsync("STATUS 1", from: "+6281200000002", portal: portal)).ShouldNotBe("");
    }

    [Fact]
    public async Task Everything_Logged_HoldsNoPhone()
    {
        await BookAsync("sms");
        _twilio.Does = form => (Deed.Refuse, 21211);
        await DispatchAsync();
        await WriteAsync("halo");
        await PostAsync(Inbound, new() { ["From"] = Phone }, "salah");

        _portal.Logs.Lines.Where(l => l.Contains(Phone[3..], StringComparison.Ordinal)).ShouldBeEmpty();
        _portal.Logs.Lines.ShouldContain(l => l.Contains("did not arrive by Sms: 21211"));
    }

    private Task<PortalFactory> StartAsync(params (string, string?)[] more) => PortalFactory.StartAsync(
    [
        ("Notifications:Provider", "Twilio"), ("Notifications:AllowedRecipients", "+6281200000001, +6281200000002"), ("Notifications:PerSecond", "5000"),
        ("Notifications:Twilio:AccountSid", StandInTwilio.AccountSid), ("Notifications:Twilio:AuthToken", StandInTwilio.AuthToken), ("Notifications:Twilio:MessagingServiceSid", StandInTwilio.ServiceSid),
        ("Notifications:Twilio:WhatsAppFrom", StandInTwilio.WhatsAppFrom), ("Notifications:Twilio:BaseUrl", _twilio.Address.ToString()), ("Notifications:Twilio:PublicBaseUrl", Public),
        .. more,
    ]);

    private async Task<string> BookAsync(string channel, int person = 1, string? phone = null, string language = "id")
    {
        var booking = await _portal.BookingAsync(person);
        (booking["channel"], booking["language"]) = (channel, language);
        booking["phone"] = phone ?? booking["phone"]!.GetValue<string>();
        var made = await _portal.PostAsync(booking);
        made.Status.ShouldBe(HttpStatusCode.Created);
        return made.Json["register"]!.GetValue<string>();
    }

    private async Task DispatchAsync() => await _portal.Get<DispatchMessages>().ExecuteAsync(Actor.System, default);

    private async Task<HttpStatusCode> CallBackAsync(Texted message, string word, int code = 0)
    {
        var form = Words(message, word, code);
        var path = new Uri(message.Form["StatusCallback"]).PathAndQuery;
        return (await PostAsync(path, form, StandInTwilio.Sign(Public + path, form))).Status;
    }

    private static Dictionary<string, string> Words(Texted message, string word, int code)
    {
        var form = new Dictionary<string, string> { ["MessageSid"] = message.Sid, ["MessageStatus"] = word, ["AccountSid"] = StandInTwilio.AccountSid, ["To"] = message.To };
        if (code > 0)
        {
            form["ErrorCode"] = $"{code}";
        }

        return form;
    }

    private async Task<string> WriteAsync(string text, string? sid = null, string from = "whatsapp:" + Phone, PortalFactory? portal = null)
    {
        var form = new Dictionary<string, string> { ["From"] = from, ["Body"] = text, ["MessageSid"] = sid ?? "SM" + Guid.NewGuid().ToString("N") };
        var answer = await PostAsync(Inbound, form, StandInTwilio.Sign(Public + Inbound, form), portal);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        return XDocument.Parse(answer.Text).Root!.Value;
    }

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string path, Dictionary<string, string> form, string? signature, PortalFactory? portal = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        if (signature is not null)
        {
            request.Headers.Add("X-Twilio-Signature", signature);
        }

        using var answer = await (portal ?? _portal).Browser().SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<OutboxMessage> MessageAsync()
    {
        await using var db = _portal.OpenDb();
        return await db.Outbox.AsNoTracking().SingleAsync();
    }

    private async Task<List<MessageState>> StatesAsync()
    {
        await using var db = _portal.OpenDb();
        return await db.Outbox.OrderBy(m => m.Id).Select(m => m.State).ToListAsync();
    }

    private async Task<List<MessageState>> StepsAsync()
    {
        await using var db = _portal.OpenDb();
        return await db.MessageSteps.OrderBy(s => s.Id).Select(s => s.State).ToListAsync();
    }
}
