using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Privacy;
using Portal.Tests;

namespace Portal.IntegrationTests.Notifications;

/// <summary>Whatever becomes of messages, no line of the log tells whose they are or what they say; not even the most talkative one.</summary>
public sealed class MessageLogTests : MessageFixture
{
    private readonly LogCapture _log = new();

    protected override LogCapture? Log => _log;

    [Fact]
    public async Task Log_OfEveryWayAMessageCanGo_TellsNothingAboutAnyone()
    {
        await MapAsync(MessageEvent.CardReady);
        var turn = 0;
        (Deed, int)[] deeds = [(Deed.Take, 0), (Deed.Refuse, 21211), (Deed.Break, 0), (Deed.TakeAndBreak, 0), (Deed.Refuse, 99999), (Deed.Refuse, 21610)];
        Twilio.Does = form => form.Count == 0 ? (Deed.Take, 0) : form.ContainsKey("ContentSid") ? (Deed.Refuse, 63003) : deeds[Interlocked.Increment(ref turn) % deeds.Length];
        var ids = new List<Guid>([.. await WriteAsync(12), .. await WriteAsync(6, channel: Channel.WhatsApp, first: 20)]);
        // One that cannot be opened any more.
        await House.RunAsync($"UPDATE outbox_messages SET body = substring(body FROM 1 FOR 20) WHERE id = '{ids[0]}'");

        for (var round = 0; round < 6; round++)
        {
            await DispatchAsync();
            House.Time.Advance(DeliveryRules.LookUpAfter);
        }

        Twilio.Does = _ => (Deed.TooFast, 0);
        ids.AddRange(await WriteAsync(2, first: 40));
        await DispatchAsync();

        _log.Lines.ShouldContain(line => line.Contains("did not arrive by", StringComparison.Ordinal));
        _log.Lines.ShouldContain(line => line.Contains("could not be handed over", StringComparison.Ordinal));
        await using var db = House.Db();
        var vault = House.Get<PersonalDataVault>();
        List<string> secrets = ["Warga Contoh", "0123456789abcdefghjk"];
        foreach (var application in await db.Applications.ToListAsync())
        {
            secrets.AddRange([vault.PhoneOf(application)!.Value.Value["+62".Length..], vault.NikOf(application).Value]);
        }

        var composer = House.Get<MessageComposer>();
        secrets.AddRange((await db.Outbox.Where(m => m.Id != ids[0]).ToListAsync()).Select(m => composer.Open(m).Body));
        secrets.ShouldAllBe(secret => secret.Length >= 10);
        _log.Lines.SelectMany(line => secrets.Where(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(_ => line)).ShouldBeEmpty();
    }
}
