namespace Portal.Core.Notifications;

/// <summary>One step of a message's way: ids and codes, never personal data; never changed or deleted.</summary>
public sealed class MessageStep
{
    /// <summary>The word of the house for a message that a member of staff sent again.</summary>
    public const string SentAgain = "again";

    /// <summary>The word of the house for a message of which nobody will ever know whether it was sent.</summary>
    public const string Unclear = "unclear";

    private MessageStep()
    {
    }

    internal MessageStep(Guid messageId, MessageState state, DateTimeOffset at, string? code, string? endedId)
    {
        MessageId = messageId;
        State = state;
        At = at;
        Code = code;
        EndedId = endedId;
    }

    /// <summary>Database-given, ascending.</summary>
    public long Id { get; private set; }

    /// <summary>The message.</summary>
    public Guid MessageId { get; private set; }

    /// <summary>The state it led to; <see cref="MessageState.Pending"/> for another attempt.</summary>
    public MessageState State { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The provider's error, a word of the house, or null.</summary>
    public string? Code { get; private set; }

    /// <summary>The provider's id of the attempt that ended with this step and is followed by another; null for every other step. What it lists under this id is not the next attempt.</summary>
    public string? EndedId { get; private set; }
}
