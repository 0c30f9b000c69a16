namespace Portal.Core.Notifications;

/// <summary>What messages are for, as far as money goes.</summary>
public enum SpendingClass
{
    /// <summary>One-time codes, and news of a step. They always leave.</summary>
    Steps,

    /// <summary>What is only brought to mind.</summary>
    Reminders,

    /// <summary>What an office writes to a group.</summary>
    Broadcasts,
}

/// <summary>In what a limit is counted.</summary>
public enum SpendingUnit
{
    /// <summary>SMS segments, and WhatsApp messages as one each.</summary>
    Parts,

    /// <summary>Rupiah, by the office's prices.</summary>
    Rupiah,
}

/// <summary>How near to its limit an office is.</summary>
public enum SpendingLevel
{
    /// <summary>Far from it, or there is none.</summary>
    Free,

    /// <summary>At <see cref="SpendingRules.WarnAtPercent"/> per cent of it or beyond.</summary>
    Near,

    /// <summary>At the limit or beyond.</summary>
    Reached,
}

/// <summary>
/// What an office's daily limit holds back. The last fifth is kept for what concerns one person: from 80 per cent of the limit on
/// broadcasts wait, from the limit on reminders, too. Codes and news of a step always leave; they are counted, so the limit can be exceeded.
/// </summary>
public static class SpendingRules
{
    /// <summary>From this share of the limit on, inclusive, there is a warning, and broadcasts wait.</summary>
    public const int WarnAtPercent = 80;

    /// <summary>The most that a price may be, in rupiah, inclusive.</summary>
    public const int DearestPrice = 100_000;

    /// <summary>The most that a limit may be, inclusive.</summary>
    public const long HighestCap = 10_000_000_000;

    /// <summary>Messages that remind.</summary>
    public static IReadOnlyList<MessageEvent> Reminders { get; } = [.. Enum.GetValues<MessageEvent>().Where(e => ClassOf(e) == SpendingClass.Reminders)];

    /// <summary>What a message is for.</summary>
    public static SpendingClass ClassOf(MessageEvent messageEvent) => messageEvent switch
    {
        MessageEvent.Broadcast => SpendingClass.Broadcasts,
        MessageEvent.BookingReminder or MessageEvent.PickupReminder => SpendingClass.Reminders,
        _ => SpendingClass.Steps,
    };

    /// <summary>How near to its limit an office is.</summary>
    /// <param name="spent">What has been spent on the office's day, in the limit's unit; not negative.</param>
    /// <param name="cap">The limit of that day, positive; null for none.</param>
    public static SpendingLevel LevelOf(decimal spent, long? cap) => cap switch
    {
        null => SpendingLevel.Free,
        { } most when spent >= most => SpendingLevel.Reached,
        { } most when spent * 100 >= (decimal)most * WarnAtPercent => SpendingLevel.Near,
        _ => SpendingLevel.Free,
    };

    /// <summary>True when messages of a class wait for the next day, or for a higher limit.</summary>
    public static bool Holds(SpendingLevel level, SpendingClass what) => what switch
    {
        SpendingClass.Steps => false,
        SpendingClass.Reminders => level == SpendingLevel.Reached,
        SpendingClass.Broadcasts => level != SpendingLevel.Free,
    };
}
