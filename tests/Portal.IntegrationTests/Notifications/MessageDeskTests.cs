using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Privacy;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Notifications;

/// <summary>What staff see of messages, and what they can do for one that did not arrive.</summary>
public sealed class MessageDeskTests : MessageFixture
{
    private const int BadNumber = 30006;
    private static readonly Actor s_registrar = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Registrar, Scope.Of(House.Pulomerak))]);

    [Fact]
    public async Task View_ByGroupChannelEventAndRegister_ShowsThoseOnly()
    {
        var cards = await WriteAsync(3);
        var code = (await WriteAsync(1, MessageEvent.OneTimeCode, Channel.WhatsApp, first: 10))[0];
        Twilio.Does = form => form["To"].EndsWith("0", StringComparison.Ordinal) ? (Deed.Refuse, BadNumber) : (Deed.Take, 0);
        await MapAsync(MessageEvent.OneTimeCode);
        await DispatchAsync();

        (await IdsAsync(new(House.Pulomerak, MessageGroup.NotArrived))).ShouldBe([code, cards[0]], ignoreOrder: true);
        (await IdsAsync(new(House.Pulomerak, MessageGroup.UnderWay))).ShouldBe([cards[1], cards[2]], ignoreOrder: true);
        (await IdsAsync(new(House.Pulomerak, Channel: Channel.WhatsApp))).ShouldBe([code]);
        (await IdsAsync(new(House.Pulomerak, Event: MessageEvent.CardReady))).ShouldBe(cards, ignoreOrder: true);
        var rows = (await House.Get<ViewMessages>().ExecuteAsync(new(House.Pulomerak), s_registrar, default)).Value.Rows;
        (await IdsAsync(new(House.Pulomerak, Register: rows.Single(r => r.Id == cards[1]).Register))).ShouldBe([cards[1]]);
        rows.Single(r => r.Id == code).Body.ShouldNotContain("123456");
        rows.ShouldAllBe(r => !r.Body.Contains("0123456789abcdefghjk", StringComparison.Ordinal));

        var history = (await House.Get<ViewMessage>().ExecuteAsync(new(cards[0]), s_registrar, default)).Value;
        history.Steps.Select(s => (s.State, s.Code)).ShouldBe([(MessageState.Failed, "30006")]);
        history.Row.CreatedAt.Offset.ShouldBe(TimeSpan.FromHours(7));
    }

    [Fact]
    public async Task Resend_PhoneChangedSince_GoesToTheNewOneOnceHoweverOftenClicked()
    {
        var id = await FailedAsync();
        await ChangePhoneAsync(id, "+6285711112222", linkVersion: 2);
        var click = new ResendMessage.Command(id, Guid.NewGuid());

        var clicks = await House.FiftyAtOnceAsync(_ => House.Get<ResendMessage>().ExecuteAsync(click, s_registrar, default));
        clicks.ShouldAllBe(r => r.Succeeded);
        await DispatchAsync();

        var sent = Twilio.Taken.ShouldHaveSingleItem();
        (sent.To, sent.Message).ShouldBe(("+6285711112222", id));
        var message = await ReadAsync(id);
        (message.Attempt, message.State, message.ErrorCode).ShouldBe((2, MessageState.Accepted, null));
        var link = House.Get<PersonalDataVault>().LinkCode(message.ApplicationId, 2);
        sent.Body.ShouldContain("/k/" + link);
        (await StepsAsync(id)).ShouldBe([(MessageState.Failed, "30006"), (MessageState.Pending, MessageStep.SentAgain), (MessageState.Accepted, null)]);
        (await House.ScalarAsync<long>($"SELECT count(*) FROM audit_events WHERE verb = 'message.sent_again' AND subject_id = '{id}'")).ShouldBe(1);
        (await House.ScalarAsync<long>("SELECT count(*) FROM outbox_messages")).ShouldBe(1);
        (await ResendAsync(id)).ShouldBe("message_not_failed");
    }

    [Fact]
    public async Task Resend_LateWordOfTheFirstAttempt_ChangesNothing()
    {
        var id = await FailedAsync();
        await ResendAsync(id);
        await House.Get<NoteDelivery>().ExecuteAsync(new(id, 1, "SMold", "undelivered", BadNumber), Actor.System, default);

        (await ReadAsync(id)).State.ShouldBe(MessageState.Pending);
    }

    [Fact]
    public async Task Resend_MessageWhoseNewsIsOverOrUnwanted_SaysWhyAndLeavesItAsItWas()
    {
        var code = await FailedAsync(MessageEvent.OneTimeCode, first: 10);
        var appointment = await FailedAsync(MessageEvent.BookingConfirmed, first: 20);
        var noPhone = await FailedAsync(first: 30);
        await House.RunAsync($"UPDATE applications SET channel = 'None' WHERE id = (SELECT application_id FROM outbox_messages WHERE id = '{noPhone}')");
        var unwanted = await FailedAsync(first: 40);
        await using (var db = House.Db())
        {
            var phone = House.Get<MessageComposer>().RecipientOf(await db.Outbox.SingleAsync(m => m.Id == unwanted)).Value;
            db.OptOuts.Add(new OptOut(House.Get<PersonalDataVault>().HashOfSubscriber(phone), stops: true, byProvider: false, House.Time.UtcNow));
            await db.SaveChangesAsync();
        }

        var old = await FailedAsync(first: 50);
        House.Time.Advance(TimeSpan.FromMinutes(1));
        await AddForAsync(old, MessageEvent.PickupReminder, "7");
        var twin = await FailedAsync(first: 60, channel: Channel.WhatsApp);
        await AddSmsAsync(twin);

        (await ResendAsync(code)).ShouldBe("message_is_code");
        (await ResendAsync(appointment)).ShouldBe("message_time_passed");
        (await ResendAsync(noPhone)).ShouldBe("message_no_phone");
        (await ResendAsync(unwanted)).ShouldBe("message_opted_out");
        (await ResendAsync(old)).ShouldBe("message_outdated");
        (await ResendAsync(twin)).ShouldBe("message_told_elsewhere");
        (await House.ScalarAsync<long>("SELECT count(*) FROM message_steps WHERE code = 'again'")).ShouldBe(0);
        (await ReadAsync(unwanted)).State.ShouldBe(MessageState.Failed);
    }

    private async Task<IReadOnlyList<Guid>> IdsAsync(ViewMessages.Query query) =>
        [.. (await House.Get<ViewMessages>().ExecuteAsync(query, s_registrar, default)).Value.Rows.Select(r => r.Id)];

    private async Task<string?> ResendAsync(Guid id)
    {
        var result = await House.Get<ResendMessage>().ExecuteAsync(new(id, Guid.NewGuid()), s_registrar, default);
        return result.Succeeded ? null : result.Error.Code;
    }

    // It failed on a number that is no more.
    private async Task<Guid> FailedAsync(MessageEvent about = MessageEvent.CardReady, int first = 0, Channel channel = Channel.Sms)
    {
        var id = (await WriteAsync(1, about, channel, first: first))[0];
        await using var db = House.Db();
        var message = await db.Outbox.SingleAsync(m => m.Id == id);
        message.Refuse(BadNumber, House.Time.UtcNow, 0).ShouldBe(NextStep.GiveUp);
        await db.SaveChangesAsync();
        return id;
    }

    private async Task ChangePhoneAsync(Guid message, string to, int linkVersion)
    {
        await using var db = House.Db();
        var vault = House.Get<PersonalDataVault>();
        var application = await db.Applications.SingleAsync(a => db.Outbox.Any(m => m.Id == message && m.ApplicationId == a.Id));
        var phone = PhoneNumber.Parse(to).Value;
        application.ChangeContact(vault.SealPhone(application.Id, phone), vault.HashOf(phone), Channel.Sms, House.Time.UtcNow).Succeeded.ShouldBeTrue();
        await db.SaveChangesAsync();
        await House.RunAsync($"UPDATE applications SET link_version = {linkVersion} WHERE id = '{application.Id}'");
    }

    private async Task AddForAsync(Guid of, MessageEvent about, string key)
    {
        await using var db = House.Db();
        var application = await db.Applications.SingleAsync(a => db.Outbox.Any(m => m.Id == of && m.ApplicationId == a.Id));
        db.Outbox.Add(House.Get<MessageComposer>().Compose(db, application, about, key, new MessageFacts { Register = application.Register, Office = "Pulomerak", Link = "https://ektp.example/k/0" }, House.Time.UtcNow)!);
        await db.SaveChangesAsync();
    }

    private async Task AddSmsAsync(Guid of)
    {
        await using var db = House.Db();
        db.Outbox.Add(House.Get<MessageComposer>().AsSms(await db.Outbox.SingleAsync(m => m.Id == of), House.Time.UtcNow));
        await db.SaveChangesAsync();
    }
}
