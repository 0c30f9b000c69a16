using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>What a template leaves open. There is none for a name or a NIK, so no wording can give them away.</summary>
public enum MessagePlaceholder
{
    /// <summary>{register}: the register number.</summary>
    Register,

    /// <summary>{kantor}: name of the office.</summary>
    Office,

    /// <summary>{waktu}: day and time of the appointment.</summary>
    When,

    /// <summary>{tautan}: the resident's own link.</summary>
    Link,

    /// <summary>{kode}: digits of a one-time code.</summary>
    Code,

    /// <summary>{perkiraan}: a sentence with the date range, or nothing while none can be given.</summary>
    Range,

    /// <summary>{alasan}: why the range moved.</summary>
    Reason,

    /// <summary>{isi}: what the office writes to a group.</summary>
    Text,
}

/// <summary>Names, places and values of placeholders.</summary>
public static class MessagePlaceholders
{
    /// <summary>As it is written between braces, in templates of either language.</summary>
    public static string NameOf(MessagePlaceholder placeholder) => placeholder switch
    {
        MessagePlaceholder.Register => "register",
        MessagePlaceholder.Office => "kantor",
        MessagePlaceholder.When => "waktu",
        MessagePlaceholder.Link => "tautan",
        MessagePlaceholder.Code => "kode",
        MessagePlaceholder.Range => "perkiraan",
        MessagePlaceholder.Reason => "alasan",
        MessagePlaceholder.Text => "isi",
    };

    /// <summary>The placeholder of a name; null when there is none.</summary>
    public static MessagePlaceholder? Find(string name) =>
        Enum.GetValues<MessagePlaceholder>().Cast<MessagePlaceholder?>().FirstOrDefault(p => NameOf(p!.Value) == name);

    /// <summary>Those that the facts of an event can fill. The own link goes to nobody but the holder, and not beside a code.</summary>
    public static IReadOnlyList<MessagePlaceholder> AllowedIn(MessageEvent messageEvent) => messageEvent switch
    {
        MessageEvent.OneTimeCode => [MessagePlaceholder.Code],
        MessageEvent.DelegateCode => [MessagePlaceholder.Register, MessagePlaceholder.Office, MessagePlaceholder.Code],
        MessageEvent.BookingCancelled or MessageEvent.ContactChanged => [MessagePlaceholder.Register, MessagePlaceholder.Office],
        MessageEvent.BookingConfirmed or MessageEvent.BookingMoved or MessageEvent.BookingReminder or MessageEvent.DayClosed or MessageEvent.VisitWithdrawn => [MessagePlaceholder.Register, MessagePlaceholder.Office, MessagePlaceholder.When, MessagePlaceholder.Link],
        MessageEvent.Recorded or MessageEvent.BlangkoOut => [MessagePlaceholder.Register, MessagePlaceholder.Office, MessagePlaceholder.Link, MessagePlaceholder.Range],
        MessageEvent.RangeLater => [MessagePlaceholder.Register, MessagePlaceholder.Office, MessagePlaceholder.Link, MessagePlaceholder.Range, MessagePlaceholder.Reason],
        MessageEvent.Broadcast => [MessagePlaceholder.Register, MessagePlaceholder.Office, MessagePlaceholder.Link, MessagePlaceholder.Text],
        _ => [MessagePlaceholder.Register, MessagePlaceholder.Office, MessagePlaceholder.Link],
    };

    /// <summary>Those that an office may use in what it writes to a group.</summary>
    public static IReadOnlyList<MessagePlaceholder> AllowedInBroadcast { get; } = [MessagePlaceholder.Register, MessagePlaceholder.Office, MessagePlaceholder.Link];

    /// <summary>Those without which the message of an event says nothing.</summary>
    public static IReadOnlyList<MessagePlaceholder> NeededIn(MessageEvent messageEvent) => messageEvent switch
    {
        MessageEvent.OneTimeCode => [MessagePlaceholder.Code],
        MessageEvent.DelegateCode => [MessagePlaceholder.Register, MessagePlaceholder.Code],
        MessageEvent.BookingConfirmed or MessageEvent.BookingMoved or MessageEvent.BookingReminder or MessageEvent.DayClosed or MessageEvent.VisitWithdrawn => [MessagePlaceholder.Register, MessagePlaceholder.When],
        MessageEvent.LinkSent => [MessagePlaceholder.Register, MessagePlaceholder.Link],
        MessageEvent.RangeLater => [MessagePlaceholder.Register, MessagePlaceholder.Reason],
        MessageEvent.Broadcast => [MessagePlaceholder.Register, MessagePlaceholder.Office, MessagePlaceholder.Text],
        _ => [MessagePlaceholder.Register],
    };

    /// <summary>What stands in its place; empty for a range that cannot be given.</summary>
    /// <exception cref="ArgumentException">The fact is missing.</exception>
    public static string ValueOf(MessagePlaceholder placeholder, Language language, MessageFacts facts)
    {
        var format = LanguageFormat.For(language);
        return placeholder switch
        {
            MessagePlaceholder.Register => facts.Register.Grouped,
            MessagePlaceholder.Office => facts.Office,
            MessagePlaceholder.When => facts.Start is { } start ? $"{format.Day(DateOnly.FromDateTime(start.DateTime))}, {format.Time(start)}" : throw Missing(nameof(facts.Start)),
            MessagePlaceholder.Link => facts.Link ?? throw Missing(nameof(facts.Link)),
            MessagePlaceholder.Code => facts.Code ?? throw Missing(nameof(facts.Code)),
            MessagePlaceholder.Range when facts is not { From: not null, Through: not null } => "",
            MessagePlaceholder.Range => (language == Language.English ? "Expected " : "Perkiraan ") + $"{format.Between(facts.From.Value, facts.Through.Value)}.",
            MessagePlaceholder.Reason => facts.Why ?? throw Missing(nameof(facts.Why)),
            MessagePlaceholder.Text => facts.Text ?? throw Missing(nameof(facts.Text)),
        };
    }

    private static ArgumentException Missing(string fact) => new($"The message needs the fact {fact}.");
}
