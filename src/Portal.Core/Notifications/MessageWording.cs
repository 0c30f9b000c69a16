using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>One version of how the installation words a message; the newest counts. Never changed or deleted: what was said can be shown later.</summary>
public sealed class MessageWording
{
    private MessageWording()
    {
    }

    /// <summary>Words a message anew.</summary>
    /// <param name="messageEvent">Which message.</param>
    /// <param name="language">In which language.</param>
    /// <param name="version">One more than the version before; the first is 1.</param>
    /// <param name="template">The wording; null for the built-in one, as it is now and will be.</param>
    /// <param name="by">The member of staff.</param>
    /// <param name="at">When, UTC.</param>
    public MessageWording(MessageEvent messageEvent, Language language, int version, MessageTemplate? template, Guid? by, DateTimeOffset at)
    {
        Event = messageEvent;
        Language = language;
        Version = version;
        Text = template?.Text;
        ChangedBy = by;
        ChangedAt = at;
    }

    /// <summary>Which message.</summary>
    public MessageEvent Event { get; private set; }

    /// <summary>In which language.</summary>
    public Language Language { get; private set; }

    /// <summary>From 1, without gaps.</summary>
    public int Version { get; private set; }

    /// <summary>The wording; null for the built-in one.</summary>
    public string? Text { get; private set; }

    /// <summary>When it was written, UTC.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>By whom.</summary>
    public Guid? ChangedBy { get; private set; }

    /// <summary>The wording in force with this version: the built-in one also where a later release no longer accepts what was written.</summary>
    public MessageTemplate Template =>
        Text is not null && MessageTemplate.Parse(Event, Language, Text).TryGet(out var template) ? template : MessageTexts.TemplateOf(Event, Language);
}
