using Portal.Core.Shared;

namespace Portal.Core.Stock;

/// <summary>Why the number of blangko changed.</summary>
public enum StockMovement
{
    /// <summary>Came in with a delivery note.</summary>
    Received,

    /// <summary>Became a card.</summary>
    Printed,

    /// <summary>Spoiled, in the printer or as a blank.</summary>
    Spoiled,

    /// <summary>Given to another office or back to the Dinas.</summary>
    Transferred,

    /// <summary>Set right after a count, by two persons.</summary>
    Corrected,
}

/// <summary>
/// One line of an office's ledger of blangko. The database lets nobody change or delete it; a mistake is put right by
/// another line.
/// </summary>
public sealed class StockEntry
{
    private StockEntry()
    {
    }

    private StockEntry(OfficeCode office, StockMovement movement, int change, int balance, DateOnly localDay, Actor actor, DateTimeOffset now, Guid commandId)
    {
        OfficeCode = office;
        Movement = movement;
        Change = change;
        Balance = balance;
        LocalDay = localDay;
        StaffId = actor.StaffId;
        At = now;
        CommandId = commandId;
    }

    /// <summary>Database-given, ascending.</summary>
    public long Id { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>Why.</summary>
    public StockMovement Movement { get; private set; }

    /// <summary>How many more (positive) or fewer (negative); never 0.</summary>
    public int Change { get; private set; }

    /// <summary>How many there are after it; the database refuses a negative one.</summary>
    public int Balance { get; private set; }

    /// <summary>The office's own calendar day.</summary>
    public DateOnly LocalDay { get; private set; }

    /// <summary>Who.</summary>
    public Guid? StaffId { get; private set; }

    /// <summary>The other person of a correction: who proposed it. Null when one person did both, alone.</summary>
    public Guid? SecondStaffId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Number of the delivery note, for what was received; at most 40 characters.</summary>
    public string? DeliveryNote { get; private set; }

    /// <summary>First serial of a delivery, or null.</summary>
    public string? SerialFrom { get; private set; }

    /// <summary>Last serial of a delivery, inclusive, or null.</summary>
    public string? SerialThrough { get; private set; }

    /// <summary>Serial of the one blank that was printed or spoiled, or null.</summary>
    public string? Serial { get; private set; }

    /// <summary>The print job of a card printed or spoiled; null for loose blanks.</summary>
    public Guid? PrintJobId { get; private set; }

    /// <summary>Why, where a reason is asked for; where to, for a transfer. Never personal data.</summary>
    public string? Reason { get; private set; }

    /// <summary>The command that caused it; unique within the office and movement.</summary>
    public Guid CommandId { get; private set; }

    /// <summary>Blanks came in.</summary>
    public static StockEntry Received(OfficeCode office, Delivery delivery, int balance, DateOnly localDay, Actor actor, DateTimeOffset now, Guid commandId) =>
        new(office, StockMovement.Received, delivery.Quantity, balance, localDay, actor, now, commandId)
        {
            DeliveryNote = delivery.Note,
            SerialFrom = delivery.SerialFrom,
            SerialThrough = delivery.SerialThrough,
        };

    /// <summary>One blank became a card.</summary>
    public static StockEntry Printed(OfficeCode office, Guid printJob, string? serial, int balance, DateOnly localDay, Actor actor, DateTimeOffset now, Guid commandId) =>
        new(office, StockMovement.Printed, -1, balance, localDay, actor, now, commandId) { PrintJobId = printJob, Serial = serial };

    /// <summary>One blank was spoiled with a card on it, or some loose ones were found spoiled.</summary>
    public static StockEntry Spoiled(OfficeCode office, int quantity, Guid? printJob, string? serial, string reason, int balance, DateOnly localDay, Actor actor, DateTimeOffset now, Guid commandId) =>
        new(office, StockMovement.Spoiled, -quantity, balance, localDay, actor, now, commandId) { PrintJobId = printJob, Serial = serial, Reason = reason };

    /// <summary>A card that had been counted as printed turned out spoiled: the blank is gone already, the line only says so.</summary>
    /// <remarks>Change 0 would be no movement, so such a spoiling is told by two lines: printed −1 taken back (+1) and spoiled (−1).</remarks>
    public static StockEntry PrintedTakenBack(OfficeCode office, Guid printJob, string? serial, int balance, DateOnly localDay, Actor actor, DateTimeOffset now, Guid commandId) =>
        new(office, StockMovement.Printed, 1, balance, localDay, actor, now, commandId) { PrintJobId = printJob, Serial = serial };

    /// <summary>Blanks were given away.</summary>
    public static StockEntry Transferred(OfficeCode office, int quantity, string destination, int balance, DateOnly localDay, Actor actor, DateTimeOffset now, Guid commandId) =>
        new(office, StockMovement.Transferred, -quantity, balance, localDay, actor, now, commandId) { Reason = destination };

    /// <summary>Two persons set the number right.</summary>
    public static StockEntry Corrected(OfficeCode office, int change, string reason, Guid? proposedBy, int balance, DateOnly localDay, Actor actor, DateTimeOffset now, Guid commandId) =>
        new(office, StockMovement.Corrected, change, balance, localDay, actor, now, commandId) { Reason = reason, SecondStaffId = proposedBy == actor.StaffId ? null : proposedBy };
}
