namespace Portal.Core.Notifications;

/// <summary>One step of a message's way: ids and codes, never personal data; never changed or deleted.</summary>
public sealed class MessageStep
{
    private MessageStep()
    {
    }

    internal MessageStep(Guid messageId, MessageState state, DateTimeOffset at, string? code)
    {
        MessageId = messageId;
        State = state;
        At = at;
        Code = code;
    }

    /// <summary>Database-given, ascending.</summary>
    public long Id { get; private set; }

    /// <summary>The message.</summary>
    public Guid MessageId { get; private set; }

    /// <summary>The state it led to; <see cref="MessageState.Pending"/> for another attempt.</summary>
    public MessageState State { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The provider's error, or null.</summary>
    public string? Code { get; private set; }
}
