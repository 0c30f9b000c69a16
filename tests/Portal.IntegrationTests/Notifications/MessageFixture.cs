using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Privacy;
using Portal.IntegrationTests.Support;
using Portal.Tests;

namespace Portal.IntegrationTests.Notifications;

/// <summary>A house that sends to a stand-in for Twilio.</summary>
public abstract class MessageFixture : IAsyncLifetime
{
    protected House House { get; private set; } = null!;

    protected StandInTwilio Twilio { get; private set; } = null!;

    /// <summary>A clock that runs, where a test needs one.</summary>
    protected virtual TimeProvider? Runs => null;

    /// <summary>Keeps what the house logs, where a test reads it.</summary>
    protected virtual LogCapture? Log => null;

    public virtual async Task InitializeAsync()
    {
        Twilio = await StandInTwilio.StartAsync(Runs);
        House = await House.OpenAsync(notifications: Twilio.Options(), runs: Runs, log: Log);
    }

    public virtual async Task DisposeAsync()
    {
        await House.DisposeAsync();
        await Twilio.DisposeAsync();
    }

    protected async Task<int> DispatchAsync() => (await House.Get<DispatchMessages>().ExecuteAsync(Actor.System, default)).Value;

    /// <summary>Messages to so many people.</summary>
    protected async Task<IReadOnlyList<Guid>> WriteAsync(int people, MessageEvent about = MessageEvent.CardReady, Channel channel = Channel.Sms, string key = "uji", int first = 0, OfficeCode? office = null)
    {
        await using var db = House.Db();
        var (ring, vault, composer) = (House.Get<KeyRing>(), House.Get<PersonalDataVault>(), House.Get<MessageComposer>());
        var now = House.Get<TimeProvider>().GetUtcNow();
        List<Guid> ids = [];
        for (var person = first; person < first + people; person++)
        {
            var application = await db.AddCardAsync(ring, vault, office ?? House.Pulomerak, person, now);
            var facts = new MessageFacts { Register = application.Register, Office = "Pulomerak", Start = about == MessageEvent.BookingConfirmed ? now.ToOffset(TimeSpan.FromHours(7)).AddHours(1) : null, Link = "https://ektp.example/k/0123456789abcdefghjk", Code = "123456", Why = "uji", Text = "Kantor tutup besok." };
            var message = composer.ComposeTo(db, vault.PhoneOf(application)!.Value, channel, application, about, key, facts, now);
            db.Outbox.Add(message);
            ids.Add(message.Id);
        }

        await db.SaveChangesAsync();
        return ids;
    }

    protected async Task MapAsync(MessageEvent messageEvent, Language language = Language.Indonesian)
    {
        await using var db = House.Db();
        db.WhatsAppTemplates.Add(new WhatsAppTemplate { Event = messageEvent, Language = language, ContentSid = "HX0123456789abcdef0123456789abcdef" });
        await db.SaveChangesAsync();
    }

    protected async Task<OutboxMessage> ReadAsync(Guid id)
    {
        await using var db = House.Db();
        return await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id);
    }

    protected async Task<OutboxMessage?> SmsInPlaceOfAsync(Guid id)
    {
        await using var db = House.Db();
        return await db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.FallbackOf == id);
    }

    protected async Task<IReadOnlyList<(MessageState State, string? Code)>> StepsAsync(Guid id)
    {
        await using var db = House.Db();
        return [.. (await db.MessageSteps.AsNoTracking().Where(s => s.MessageId == id).OrderBy(s => s.Id).ToListAsync()).Select(s => (s.State, s.Code))];
    }
}
