using Portal.Core.Applications;

namespace Portal.Core.Notifications;

/// <summary>Why nobody knows that a person was reached.</summary>
public enum UntoldReason
{
    /// <summary>No phone, or the person chose to get no messages.</summary>
    NoPhone,

    /// <summary>No message was written.</summary>
    NoMessage,

    /// <summary>Every message failed or came to its end.</summary>
    Failed,

    /// <summary>The person wants no messages.</summary>
    OptedOut,

    /// <summary>The message stayed in the house: no provider sends.</summary>
    Kept,
}

/// <summary>What a person must be told while an application stands somewhere: until they act, nothing goes on.</summary>
public static class Telling
{
    // Messages after which the person knows where they stand.
    private static readonly MessageEvent[] Also = [MessageEvent.PickupReminder, MessageEvent.Corrected];

    /// <summary>States in which the person must know, and act.</summary>
    public static IReadOnlyList<ApplicationState> States { get; } = [.. Enum.GetValues<ApplicationState>().Where(s => NewsOf(s) is not null)];

    /// <summary>Messages that tell it.</summary>
    public static IReadOnlyList<MessageEvent> Events { get; } = [.. States.Select(s => NewsOf(s)!.Value), .. Also];

    /// <summary>News of a visit that the office itself moved or withdrew: whoever does not know it stands before a closed door.</summary>
    public static IReadOnlyList<MessageEvent> Visits { get; } = [MessageEvent.BookingMoved, MessageEvent.DayClosed, MessageEvent.VisitWithdrawn];

    /// <summary>Messages that tell it: a reminder names the new time, too.</summary>
    public static IReadOnlyList<MessageEvent> VisitEvents { get; } = [.. Visits, MessageEvent.BookingReminder];

    /// <summary>States of a message that reached its person, or still may.</summary>
    public static IReadOnlyList<MessageState> Reaching { get; } = [.. Enum.GetValues<MessageState>().Where(s => MessageWorkflow.GroupOf(s) is MessageGroup.Waiting or MessageGroup.UnderWay or MessageGroup.Arrived)];

    /// <summary>The news of a state, or null where the person may simply wait.</summary>
    public static MessageEvent? NewsOf(ApplicationState state) => state switch
    {
        ApplicationState.DossierReturned => MessageEvent.DossierReturned,
        ApplicationState.RecordingReturned => MessageEvent.RecordAgain,
        ApplicationState.DuplicateFound => MessageEvent.DuplicateFound,
        ApplicationState.ReadyForPickup => MessageEvent.CardReady,
        _ => null,
    };

    /// <summary>Why a person was not reached.</summary>
    /// <param name="channel">The channel on file.</param>
    /// <param name="last">What became of the newest message about it; null for none.</param>
    public static UntoldReason ReasonOf(Channel channel, MessageState? last) => last switch
    {
        _ when channel == Channel.None => UntoldReason.NoPhone,
        null => UntoldReason.NoMessage,
        MessageState.OptedOut => UntoldReason.OptedOut,
        MessageState.Kept => UntoldReason.Kept,
        _ => UntoldReason.Failed,
    };
}
