using Portal.Core.Applications;

namespace Portal.Core.Notifications;

/// <summary>What became of the messages written in a span of time.</summary>
/// <param name="Written">All of them.</param>
/// <param name="Sent">Of these, taken by the provider.</param>
/// <param name="Delivered">Of these, on the phone.</param>
/// <param name="Failed">Of those written, not arrived and not tried again.</param>
public sealed record MessageCount(int Written, int Sent, int Delivered, int Failed)
{
    /// <summary>None.</summary>
    public static MessageCount None { get; } = new(0, 0, 0, 0);
}

/// <summary>How long messages of a channel took from being written to leaving the house.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Left">How many left.</param>
/// <param name="Median">The middle one.</param>
/// <param name="P95">Of twenty, nineteen took as long or shorter.</param>
public sealed record ChannelPace(Channel Channel, int Left, TimeSpan Median, TimeSpan P95);

/// <summary>How the messages of an office fare.</summary>
/// <param name="Today">The office's own day now.</param>
/// <param name="Hours">Those written in each hour of today, by the office's clock: 24, from midnight.</param>
/// <param name="Days">Those written on each of the last days, oldest first; the last is today.</param>
/// <param name="Paces">How long those of these days took, by channel.</param>
/// <param name="Waiting">Messages that wait now.</param>
/// <param name="OldestWaits">How long the oldest of them waits; null for none.</param>
public sealed record MessageHealth(DateOnly Today, IReadOnlyList<MessageCount> Hours, IReadOnlyList<(DateOnly Day, MessageCount Count)> Days, IReadOnlyList<ChannelPace> Paces, int Waiting, TimeSpan? OldestWaits);
