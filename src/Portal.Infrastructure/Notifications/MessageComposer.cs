using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Notifications;

/// <summary>Writes the message that goes with an act. The caller adds it to the act's own transaction.</summary>
public sealed class MessageComposer(PersonalDataVault vault)
{
    private const string RecipientIs = "message.recipient";
    private const string BodyIs = "message.body";

    /// <summary>A message to the phone on file, or null where the resident chose none.</summary>
    public OutboxMessage? Compose(CardApplication application, MessageEvent messageEvent, string eventKey, MessageFacts facts, DateTimeOffset now) =>
        application.Channel == Channel.None || vault.PhoneOf(application) is not { } phone
            ? null
            : ComposeTo(phone, application.Channel, application, messageEvent, eventKey, facts, now);

    /// <summary>A message to a given phone, whatever the application has on file.</summary>
    public OutboxMessage ComposeTo(PhoneNumber phone, Channel channel, CardApplication application, MessageEvent messageEvent, string eventKey, MessageFacts facts, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new OutboxMessage(
            id,
            application,
            messageEvent,
            eventKey,
            channel == Channel.None ? Channel.Sms : channel,
            vault.Seal(phone.Value, RecipientIs, id),
            vault.Seal(MessageTexts.For(messageEvent, application.Language, facts), BodyIs, id),
            now);
    }

    /// <summary>The phone a message goes to.</summary>
    public PhoneNumber RecipientOf(OutboxMessage message) => PhoneNumber.Parse(vault.Open(message.Recipient, RecipientIs, message.Id)).Value;

    /// <summary>The text of a message.</summary>
    public string BodyOf(OutboxMessage message) => vault.Open(message.Body, BodyIs, message.Id);
}
