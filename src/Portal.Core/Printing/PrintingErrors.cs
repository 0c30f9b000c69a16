using Portal.Core.Shared;

namespace Portal.Core.Printing;

/// <summary>Why cards cannot be taken to the printer, or a bundle cannot be noted.</summary>
public static class PrintingErrors
{
    /// <summary>This office does not print; its cards come in bundles.</summary>
    public static Error PrintsElsewhere { get; } = new("prints_elsewhere", ErrorKind.Conflict);

    /// <summary>This office prints its own cards; it receives no bundles.</summary>
    public static Error PrintsHere { get; } = new("prints_here", ErrorKind.Conflict);

    /// <summary>A batch has 1 to <see cref="PrintBatch.Most"/> cards.</summary>
    public static Error BatchSize { get; } = new("print_batch_size", ErrorKind.Invalid, "size", PrintBatch.Most);

    /// <summary>Nobody waits in the print order, or colleagues have just taken those who did.</summary>
    public static Error OrderEmpty { get; } = new("print_order_empty", ErrorKind.Conflict);

    /// <summary>This card is not in the print order: it is printed already, or not yet ready to be.</summary>
    public static Error NotInOrder { get; } = new("not_in_print_order", ErrorKind.Conflict, "register");

    /// <summary>Others come before this card; printing it now needs a reason, and the public board counts it. Argument 0 is how many.</summary>
    public static Error JumpReason(int before) => new("jump_reason", ErrorKind.Invalid, "reason", before);

    /// <summary>The office tracks serials: each card is confirmed with the serial of its own blank.</summary>
    public static Error OneByOne { get; } = new("print_one_by_one", ErrorKind.Conflict);

    /// <summary>No card of the batch is in the printer any more.</summary>
    public static Error BatchDone { get; } = new("print_batch_done", ErrorKind.Conflict);

    /// <summary>A bundle holds 1 to <see cref="Bundle.Most"/> cards, each named once.</summary>
    public static Error BundleSize { get; } = new("bundle_size", ErrorKind.Invalid, "registers", Bundle.Most);

    /// <summary>The number of the delivery note is longer than <see cref="Bundle.LongestNote"/> characters or holds signs that cannot be seen.</summary>
    public static Error BundleNote { get; } = new("bundle_note", ErrorKind.Invalid, "deliveryNote", Bundle.LongestNote);

    /// <summary>The day lies in the future, or more than <see cref="Bundle.OldestDays"/> days back.</summary>
    public static Error ShippedDay { get; } = new("bundle_day", ErrorKind.Invalid, "shippedOn", Bundle.OldestDays);

    /// <summary>A number of the list does not wait for a card here; argument 0 is the number.</summary>
    public static Error NotWaiting(string register) => new("bundle_not_waiting", ErrorKind.Invalid, "registers", register);

    /// <summary>A scanned card waits to be printed elsewhere and was not announced with this bundle; argument 0 is the number.</summary>
    public static Error NotInBundle(string register) => new("not_in_bundle", ErrorKind.Invalid, "registers", register);

    /// <summary>A scanned card was announced with another bundle; argument 0 is the number.</summary>
    public static Error InOtherBundle(string register) => new("in_other_bundle", ErrorKind.Conflict, "registers", register);

    /// <summary>A scanned card waits for no bundle, so its new card is a mistake that somebody has to look into; argument 0 is the number.</summary>
    public static Error WaitsForNoBundle(string register) => new("waits_for_no_bundle", ErrorKind.Conflict, "registers", register);

    /// <summary>The bundle was counted already.</summary>
    public static Error BundleCounted { get; } = new("bundle_counted", ErrorKind.Conflict);
}
