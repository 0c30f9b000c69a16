namespace Portal.Core.Notifications;

/// <summary>May a message in state X become Y? The one place that answers.</summary>
public static class MessageWorkflow
{
    /// <summary>True while the house still has to do something with it: send it, or look it up.</summary>
    public static bool IsWaiting(MessageState state) => state is MessageState.Pending or MessageState.Sending or MessageState.MaybeSent;

    /// <summary>True when it is in the provider's hands and more may be heard of it.</summary>
    public static bool IsUnderWay(MessageState state) => state is MessageState.Accepted or MessageState.Sent;

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
        MessageState.Kept or MessageState.Expired or MessageState.OptedOut or MessageState.Replaced => null,
    };
}
