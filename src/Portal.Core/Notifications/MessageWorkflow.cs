namespace Portal.Core.Notifications;

/// <summary>States that mean the same to a member of staff.</summary>
public enum MessageGroup
{
    /// <summary>In the house, to be sent or looked up.</summary>
    Waiting,

    /// <summary>In the provider's hands.</summary>
    UnderWay,

    /// <summary>On the phone.</summary>
    Arrived,

    /// <summary>It reached nobody, and is not tried again by itself.</summary>
    NotArrived,

    /// <summary>Never meant to leave by this channel.</summary>
    Kept,
}

/// <summary>May a message in state X become Y? The one place that answers.</summary>
public static class MessageWorkflow
{
    /// <summary>True while the house still has to do something with it: send it, or look it up.</summary>
    public static bool IsWaiting(MessageState state) => state is MessageState.Pending or MessageState.Sending or MessageState.MaybeSent;

    /// <summary>True when it is in the provider's hands and more may be heard of it.</summary>
    public static bool IsUnderWay(MessageState state) => state is MessageState.Accepted or MessageState.Sent;

    /// <summary>What a state means to a member of staff.</summary>
    public static MessageGroup GroupOf(MessageState state) => state switch
    {
        MessageState.Pending or MessageState.Sending or MessageState.MaybeSent => MessageGroup.Waiting,
        MessageState.Accepted or MessageState.Sent => MessageGroup.UnderWay,
        MessageState.Delivered or MessageState.Read => MessageGroup.Arrived,
        MessageState.Failed or MessageState.Expired or MessageState.OptedOut => MessageGroup.NotArrived,
        MessageState.Kept or MessageState.Replaced or MessageState.Withdrawn => MessageGroup.Kept,
    };

    /// <summary>The states of a group.</summary>
    public static IReadOnlyList<MessageState> StatesOf(MessageGroup group) => [.. Enum.GetValues<MessageState>().Where(s => GroupOf(s) == group)];

    /// <summary>
    /// The state after the provider's word. Its words come late, twice and in any order, so the answer depends only on which
    /// words have come, never on their order: the furthest one counts, and a failure counts as further than any success. A
    /// message that ended in the house stays as it is: no provider knows of it.
    /// </summary>
    /// <param name="now">The present state.</param>
    /// <param name="said">What the provider says: Accepted, Sent, Delivered, Read or Failed.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="said"/> is no word of a provider.</exception>
    public static MessageState Hear(MessageState now, MessageState said)
    {
        if (Rank(said) is not > 0)
        {
            throw new ArgumentOutOfRangeException(nameof(said), said, "No provider says this.");
        }

        return Rank(now) is { } rank && rank < Rank(said) ? said : now;
    }

    private static int? Rank(MessageState state) => state switch
    {
        MessageState.Pending or MessageState.Sending or MessageState.MaybeSent => 0,
        MessageState.Accepted => 1,
        MessageState.Sent => 2,
        MessageState.Delivered => 3,
        MessageState.Read => 4,
        MessageState.Failed => 5,
        MessageState.Kept or MessageState.Expired or MessageState.OptedOut or MessageState.Replaced or MessageState.Withdrawn => null,
    };
}
