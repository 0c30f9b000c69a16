using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Notifications;

/// <summary>What Twilio is asked, and what each of its answers does to a message.</summary>
public sealed class TwilioSenderTests : MessageFixture
{
    [Fact]
    public async Task Dispatch_Sms_IsTakenOnceWithItsTextAndOurMark()
    {
        var id = (await WriteAsync(1))[0];

        (await DispatchAsync()).ShouldBe(1);
        (await DispatchAsync()).ShouldBe(0);

        var taken = Twilio.Taken.ShouldHaveSingleItem();
        Twilio.Faults.ShouldBeEmpty();
        taken.Message.ShouldBe(id);
        taken.Form["StatusCallback"].ShouldBe($"https://ektp.example/webhooks/twilio/status?m={id:N}&n=1");
        taken.Body.ShouldContain("Rp 0");
        var message = await ReadAsync(id);
        (message.State, message.ProviderId, message.LeaseUntil).ShouldBe((MessageState.Accepted, taken.Sid, null));
        (await StepsAsync(id)).ShouldBe([(MessageState.Accepted, null)]);
    }

    [Fact]
    public async Task Dispatch_WhatsAppWithATemplate_SendsItsVariables()
    {
        await MapAsync(MessageEvent.CardReady);
        await WriteAsync(1, channel: Channel.WhatsApp);

        await DispatchAsync();

        var taken = Twilio.Taken.ShouldHaveSingleItem();
        taken.To.ShouldStartWith("whatsapp:+62813");
        taken.Form["ContentVariables"].ShouldContain("\"4\":\"https://ektp.example/k/0123456789abcdefghjk\"");
        taken.Form["ContentVariables"].ShouldContain("\"6\":\"belum dapat dipastikan\"");
    }

    [Fact]
    public async Task Dispatch_WhatsAppWithoutATemplate_GoesBySmsAtOnce()
    {
        await MapAsync(MessageEvent.CardReady, Language.English);
        var id = (await WriteAsync(1, channel: Channel.WhatsApp))[0];

        await DispatchAsync();

        (await ReadAsync(id)).State.ShouldBe(MessageState.Replaced);
        var sms = (await SmsInPlaceOfAsync(id))!;
        (sms.State, sms.Channel, sms.ExpiresAt).ShouldBe((MessageState.Accepted, Channel.Sms, (await ReadAsync(id)).ExpiresAt));
        Twilio.Taken.ShouldHaveSingleItem().Message.ShouldBe(sms.Id);
    }

    [Theory]
    [InlineData(63016, MessageState.Failed, true)]
    [InlineData(63003, MessageState.Failed, true)]
    [InlineData(63024, MessageState.Failed, true)]
    [InlineData(21654, MessageState.Failed, true)]
    [InlineData(21655, MessageState.Failed, true)]
    [InlineData(21656, MessageState.Failed, true)]
    [InlineData(63014, MessageState.OptedOut, false)]
    [InlineData(21610, MessageState.OptedOut, false)]
    [InlineData(21211, MessageState.Failed, false)]
    [InlineData(30006, MessageState.Failed, false)]
    [InlineData(30003, MessageState.Pending, false)]
    [InlineData(30005, MessageState.Pending, false)]
    [InlineData(63018, MessageState.Pending, false)]
    [InlineData(99999, MessageState.Pending, false)]
    public async Task Dispatch_WhatsAppRefusedWithEachCode_DoesWhatItMeans(int code, MessageState state, bool sms)
    {
        await MapAsync(MessageEvent.CardReady);
        Twilio.Does = form => form.ContainsKey("ContentSid") ? (Deed.Refuse, code) : (Deed.Take, 0);
        var id = (await WriteAsync(1, channel: Channel.WhatsApp))[0];

        await DispatchAsync();

        (await ReadAsync(id)).State.ShouldBe(state);
        (await SmsInPlaceOfAsync(id) is not null).ShouldBe(sms);
        Twilio.Taken.Count.ShouldBe(sms ? 1 : 0);
    }

    [Fact]
    public async Task Dispatch_UnknownCode_IsTriedSixTimesWithLongerWaitsThenGivenUp()
    {
        Twilio.Does = _ => (Deed.Refuse, 99999);
        var id = (await WriteAsync(1))[0];

        for (var hours = 0; hours < 70; hours++)
        {
            await DispatchAsync();
            await DispatchAsync();
            House.Time.Advance(TimeSpan.FromHours(hours % 24 == 10 ? 14 : 1));
        }

        Twilio.Posts.ShouldBe(6);
        var message = await ReadAsync(id);
        (message.State, message.ErrorCode).ShouldBe((MessageState.Failed, "99999"));
        (await StepsAsync(id)).Count(s => s.State == MessageState.Pending).ShouldBe(5);
    }

    [Theory]
    [InlineData(Deed.TakeAndBreak, Channel.Sms, 1)]
    [InlineData(Deed.TakeAndBreak, Channel.WhatsApp, 1)]
    [InlineData(Deed.TakeAndSleep, Channel.Sms, 1)]
    [InlineData(Deed.Break, Channel.Sms, 2)]
    [InlineData(Deed.Break, Channel.WhatsApp, 2)]
    public async Task Dispatch_AnswerNeverCame_IsLookedUpBeforeItIsSentAgain(Deed deed, Channel channel, int posts)
    {
        await MapAsync(MessageEvent.CardReady);
        var bad = true;
        Twilio.Does = form => bad && form.Count > 0 ? (deed, 0) : (Deed.Take, 0);
        var id = (await WriteAsync(1, channel: channel))[0];

        await DispatchAsync();
        (await ReadAsync(id)).State.ShouldBe(MessageState.MaybeSent);
        Twilio.Questions.ShouldBeEmpty("its list needs a moment, too");
        bad = false;
        House.Time.Advance(DeliveryRules.LookUpAfter);
        await DispatchAsync();

        (await ReadAsync(id)).State.ShouldBe(MessageState.Accepted);
        Twilio.Questions.ShouldHaveSingleItem();
        Twilio.Posts.ShouldBe(posts);
        Twilio.Taken.ShouldHaveSingleItem().Sid.ShouldBe((await ReadAsync(id)).ProviderId);
    }

    [Fact]
    public async Task Dispatch_TwoAlikeToOnePersonOneArrived_TheOtherIsSentAgain()
    {
        // Two links sent again have the same words; only Twilio's own ids tell them apart.
        var posts = 0;
        Twilio.Does = form => form.Count == 0 ? (Deed.Take, 0) : Interlocked.Increment(ref posts) switch { 1 => (Deed.TakeAndBreak, 0), 2 => (Deed.Break, 0), _ => (Deed.Take, 0) };
        var id = (await WriteAsync(1, MessageEvent.LinkSent))[0];
        var other = await CopyAsync(id);

        await DispatchAsync();
        House.Time.Advance(DeliveryRules.LookUpAfter);
        for (var i = 0; i < 3; i++)
        {
            await DispatchAsync();
            House.Time.Advance(DeliveryRules.LookUpAfter);
        }

        Twilio.Taken.Count.ShouldBe(2);
        new[] { (await ReadAsync(id)).ProviderId, (await ReadAsync(other)).ProviderId }.ShouldBe(Twilio.Taken.Select(t => t.Sid), ignoreOrder: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LookUp_EarlierAttemptFailedAndThisAnswerWasLost_NeverTakesTheEarlierForThis(bool arrived)
    {
        // The same words to the same phone: the first attempt was taken and did not arrive, the second one's answer is lost.
        var posts = 0;
        Twilio.Does = form => form.Count == 0 ? (Deed.Take, 0) : Interlocked.Increment(ref posts) == 2 ? (arrived ? Deed.TakeAndBreak : Deed.Break, 0) : (Deed.Take, 0);
        var id = (await WriteAsync(1))[0];
        await DispatchAsync();
        var first = (await ReadAsync(id)).ProviderId!;
        await House.Get<NoteDelivery>().ExecuteAsync(new(id, 1, first, "undelivered", 30003), Actor.System, default);
        House.Time.Advance(TimeSpan.FromMinutes(1));
        await DispatchAsync();
        (await ReadAsync(id)).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MessageState.MaybeSent), m => m.Attempt.ShouldBe(2));

        House.Time.Advance(DeliveryRules.LookUpAfter);
        await DispatchAsync();
        await DispatchAsync();

        Twilio.Taken.Count.ShouldBe(2);
        var message = await ReadAsync(id);
        (message.State, message.ProviderId).ShouldBe((MessageState.Accepted, Twilio.Taken.Last().Sid));
        message.ProviderId.ShouldNotBe(first);
        posts.ShouldBe(arrived ? 2 : 3);
    }

    [Fact]
    public async Task Dispatch_TooFast_WaitsAsLongAsAskedAndSendsEveryOneOnce()
    {
        Twilio.Does = _ => (Deed.TooFast, 0);
        await WriteAsync(40);

        await DispatchAsync();
        Twilio.Posts.ShouldBeLessThan(20, "whoever is told to wait does not send the rest");
        Twilio.Does = _ => (Deed.Take, 0);
        House.Time.Advance(TimeSpan.FromSeconds(6));
        (await DispatchAsync()).ShouldBe(0);
        House.Time.Advance(TimeSpan.FromSeconds(1));
        await DispatchAsync();

        Twilio.Taken.Select(t => t.Message).ShouldBeUnique();
        Twilio.Taken.Count.ShouldBe(40);
        (await House.ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE attempt = 1 AND state = 'Accepted'")).ShouldBe(40, "what was not processed is no attempt");
    }

    [Fact]
    public async Task Dispatch_WrongPassword_WaitsAndLosesNothing()
    {
        var id = (await WriteAsync(1))[0];
        var house = House.Join(House.ConnectionString, Twilio.Options(authToken: "lain"));

        await house.Get<DispatchMessages>().ExecuteAsync(Actor.System, default);

        (await ReadAsync(id)).State.ShouldBe(MessageState.Pending);
        await DispatchAsync();
        (await ReadAsync(id)).State.ShouldBe(MessageState.Accepted);
    }

    [Fact]
    public async Task Dispatch_NumberNotAllowed_IsKept()
    {
        var ids = await WriteAsync(2);
        var house = House.Join(House.ConnectionString, Twilio.Options() with { AllowedRecipients = new HashSet<PhoneNumber> { PhoneNumber.Parse("081300000001").Value } });

        await house.Get<DispatchMessages>().ExecuteAsync(Actor.System, default);

        Twilio.Taken.ShouldHaveSingleItem().Message.ShouldBe(ids[1]);
        (await ReadAsync(ids[0])).State.ShouldBe(MessageState.Kept);
    }

    private async Task<Guid> CopyAsync(Guid id)
    {
        await using var db = House.Db();
        var original = (await db.Outbox.FindAsync(id))!;
        var application = (await db.Applications.FindAsync(original.ApplicationId))!;
        var facts = new MessageFacts { Register = application.Register, Office = "Pulomerak", Link = "https://ektp.example/k/0123456789abcdefghjk" };
        var copy = House.Get<MessageComposer>().ComposeTo(db, House.Get<MessageComposer>().RecipientOf(original), Channel.Sms, application, MessageEvent.LinkSent, "lagi", facts, House.Time.UtcNow);
        db.Outbox.Add(copy);
        await db.SaveChangesAsync();
        return copy.Id;
    }
}
