using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Notifications;

/// <summary>Writes the message that goes with an act. The caller adds it to the act's own transaction.</summary>
public sealed partial class MessageComposer(PersonalDataVault vault, WordingBook wordings)
{
    private const string Hidden = "••••••";
    private const string RecipientIs = "message.recipient";
    private const string BodyIs = "message.body";
    private const string VariablesAre = "message.variables";

    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>A message to the phone on file, or null where the resident chose none.</summary>
    public OutboxMessage? Compose(PortalDbContext db, CardApplication application, MessageEvent messageEvent, string eventKey, MessageFacts facts, DateTimeOffset now) =>
        application.Channel == Channel.None || vault.PhoneOf(application) is not { } phone
            ? null
            : ComposeTo(db, phone, application.Channel, application, messageEvent, eventKey, facts, now);

    /// <summary>A message to a given phone, whatever the application has on file.</summary>
    public OutboxMessage ComposeTo(PortalDbContext db, PhoneNumber phone, Channel channel, CardApplication application, MessageEvent messageEvent, string eventKey, MessageFacts facts, DateTimeOffset now)
    {
        NeedsEveryFact(messageEvent, application.Language, facts);
        var id = Guid.CreateVersion7(now);
        var sent = channel == Channel.None ? Channel.Sms : channel;
        var content = Seal(id, phone, sent, wordings.TemplateOf(db, messageEvent, application.Language).Render(facts), MessageVariables.Of(messageEvent, application.Language, facts));
        return new OutboxMessage(id, application, messageEvent, eventKey, sent, content, DeliveryRules.ExpiryOf(messageEvent, now, facts.Start), now);
    }

    /// <summary>A person's message of a broadcast.</summary>
    public OutboxMessage OfBroadcast(Broadcast broadcast, Guid application, PhoneNumber phone, Channel channel, Language language, string body, MessageFacts facts, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return OutboxMessage.Of(id, application, broadcast, channel, language, Seal(id, phone, channel, body, MessageVariables.Of(MessageEvent.Broadcast, language, facts)), expiresAt, now);
    }

    /// <summary>What a text costs to send once: SMS segments, or 1 by WhatsApp.</summary>
    public static short PartsOf(Channel channel, string body) => channel == Channel.WhatsApp ? (short)1 : (short)Math.Max(1, GsmText.Segments(body));

    /// <summary>The SMS that says the same as a message which did not arrive.</summary>
    public OutboxMessage AsSms(OutboxMessage original, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return OutboxMessage.InPlaceOf(id, original, Seal(id, RecipientOf(original), Channel.Sms, BodyOf(original), NoVariables), now);
    }

    /// <summary>The same message sealed anew for another phone. The own link in it is the one that is valid now: older ones open nothing.</summary>
    public SealedMessage SealAnew(OutboxMessage message, PhoneNumber phone, CardApplication application)
    {
        var link = "/k/" + vault.LinkCode(application.Id, application.LinkVersion);
        string Renewed(string text) => OwnLink().Replace(text, link);
        var body = Renewed(BodyOf(message));
        return new(
            vault.Seal(phone.Value, RecipientIs, message.Id),
            vault.Seal(body, BodyIs, message.Id),
            PartsOf(message.Channel, body),
            message.Variables is { } variables ? vault.Seal(Renewed(vault.Open(variables, VariablesAre, message.Id)), VariablesAre, message.Id) : null);
    }

    /// <summary>The text as staff may read it: whoever reads a code or an own link could act as the resident.</summary>
    public string ShownOf(OutboxMessage message, bool secrets)
    {
        if (secrets)
        {
            return BodyOf(message);
        }

        var withoutLinks = OwnLink().Replace(BodyOf(message), "/k/" + Hidden);
        return message.Urgency == MessageUrgency.Code ? Code().Replace(withoutLinks, Hidden) : withoutLinks;
    }

    /// <summary>The phone a message goes to.</summary>
    public PhoneNumber RecipientOf(OutboxMessage message) => PhoneNumber.Parse(vault.Open(message.Recipient, RecipientIs, message.Id)).Value;

    /// <summary>The text of a message.</summary>
    public string BodyOf(OutboxMessage message) => vault.Open(message.Body, BodyIs, message.Id);

    /// <summary>The message as the provider gets it.</summary>
    public OutgoingMessage Open(OutboxMessage message) => new(
        message.Id,
        message.Attempt,
        message.Event,
        message.Language,
        message.Channel,
        RecipientOf(message),
        BodyOf(message),
        message.Variables is { } variables ? JsonSerializer.Deserialize<Dictionary<string, string>>(vault.Open(variables, VariablesAre, message.Id))! : NoVariables,
        message.CreatedAt);

    // A wording may ask for any fact that its event has, and tomorrow's may ask for one that today's does without: a caller that forgets it fails
    // wherever it is developed and tested. Where people use it, an act does not fail for what nobody asked for.
    [Conditional("DEBUG")]
    private static void NeedsEveryFact(MessageEvent messageEvent, Language language, MessageFacts facts)
    {
        foreach (var placeholder in MessagePlaceholders.AllowedIn(messageEvent))
        {
            _ = MessagePlaceholders.ValueOf(placeholder, language, facts);
        }
    }

    private SealedMessage Seal(Guid id, PhoneNumber phone, Channel channel, string body, IReadOnlyDictionary<string, string> variables) => new(
        vault.Seal(phone.Value, RecipientIs, id),
        vault.Seal(body, BodyIs, id),
        PartsOf(channel, body),
        channel == Channel.WhatsApp ? vault.Seal(JsonSerializer.Serialize(variables), VariablesAre, id) : null);

    [GeneratedRegex("/k/[0-9a-z]+", RegexOptions.IgnoreCase)]
    private static partial Regex OwnLink();

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex Code();
}
