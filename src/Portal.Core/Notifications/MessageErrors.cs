using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>Refusals about messages.</summary>
public static class MessageErrors
{
    /// <summary>A one-time code is asked for anew, never sent again.</summary>
    public static Error IsCode { get; } = new("message_is_code", ErrorKind.Conflict);

    /// <summary>It has arrived, is on its way or waits: only what did not arrive is sent again.</summary>
    public static Error NotFailed { get; } = new("message_not_failed", ErrorKind.Conflict);

    /// <summary>Another message about the same event is under way, or has arrived, by another channel.</summary>
    public static Error ToldElsewhere { get; } = new("message_told_elsewhere", ErrorKind.Conflict);

    /// <summary>The person has been written to about something newer since.</summary>
    public static Error Outdated { get; } = new("message_outdated", ErrorKind.Conflict);

    /// <summary>The appointment it tells of has begun, or is no more.</summary>
    public static Error TimePassed { get; } = new("message_time_passed", ErrorKind.Gone);

    /// <summary>The person wants no messages.</summary>
    public static Error OptedOut { get; } = new("message_opted_out", ErrorKind.Conflict);

    /// <summary>No phone is on file, or the person chose to get no messages.</summary>
    public static Error NoPhone { get; } = new("message_no_phone", ErrorKind.Conflict);

    /// <summary>There is nothing that this person would have to be told now, or somebody has told them.</summary>
    public static Error NothingToTell { get; } = new("message_nothing_to_tell", ErrorKind.Conflict);
}
