namespace Portal.Core.Notifications;

/// <summary>
/// What became of a message. Until the provider has taken it, it may go round: waiting, being sent, maybe sent. From then
/// on it only moves forward; <see cref="MessageWorkflow"/> says how.
/// </summary>
public enum MessageState
{
    /// <summary>Waiting to be sent.</summary>
    Pending,

    /// <summary>A node has claimed it and talks to the provider, until its lease ends.</summary>
    Sending,

    /// <summary>The provider may have it: the answer never came. It is looked up there before it is sent again.</summary>
    MaybeSent,

    /// <summary>Kept in the house: shown to staff, nothing left.</summary>
    Kept,

    /// <summary>The provider took it.</summary>
    Accepted,

    /// <summary>The provider passed it on to the network.</summary>
    Sent,

    /// <summary>It reached the phone.</summary>
    Delivered,

    /// <summary>It was opened.</summary>
    Read,

    /// <summary>It did not arrive and is not tried again on this channel.</summary>
    Failed,

    /// <summary>Its time passed before it could be sent; dropped.</summary>
    Expired,

    /// <summary>The person wants no messages; not sent.</summary>
    OptedOut,

    /// <summary>It never left on this channel; another message says the same on another one.</summary>
    Replaced,

    /// <summary>Its broadcast was stopped before it was sent.</summary>
    Withdrawn,
}
