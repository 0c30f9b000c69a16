using Portal.Core.Shared;

namespace Portal.Core.Stock;

/// <summary>Why a movement of blangko is refused.</summary>
public static class StockErrors
{
    /// <summary>A quantity is 1 to <see cref="StockRules.Most"/>.</summary>
    public static Error Quantity { get; } = new("stock_quantity", ErrorKind.Invalid, "quantity", StockRules.Most);

    /// <summary>A count is 0 to <see cref="StockRules.Most"/>.</summary>
    public static Error Counted { get; } = new("stock_counted", ErrorKind.Invalid, "counted", StockRules.Most);

    /// <summary>A correction is 1 to <see cref="StockRules.Most"/> more or fewer.</summary>
    public static Error Change { get; } = new("stock_change", ErrorKind.Invalid, "change", StockRules.Most);

    /// <summary>Some of these serials came in with an earlier delivery; argument 0 is its note.</summary>
    public static Error SerialsReceived(string note) => new("stock_serials_received", ErrorKind.Conflict, "serialFrom", note);

    /// <summary>Not that many blanks are there that nobody has reserved; argument 0 is how many there are.</summary>
    public static Error NotEnough(int available) => new("stock_not_enough", ErrorKind.Conflict, "quantity", available);

    /// <summary>The delivery note's number is missing or longer than 40 characters.</summary>
    public static Error DeliveryNote { get; } = new("stock_delivery_note", ErrorKind.Invalid, "deliveryNote");

    /// <summary>First and last serial do not make a range of this quantity.</summary>
    public static Error SerialRange { get; } = new("stock_serial_range", ErrorKind.Invalid, "serialFrom");

    /// <summary>A serial is up to 20 letters and digits.</summary>
    public static Error Serial { get; } = new("stock_serial", ErrorKind.Invalid, "serial");

    /// <summary>The office tracks serials: the serial of this blank is missing.</summary>
    public static Error SerialRequired { get; } = new("stock_serial_required", ErrorKind.Invalid, "serial");

    /// <summary>This serial was used before, or never received.</summary>
    public static Error SerialUnknown { get; } = new("stock_serial_unknown", ErrorKind.Conflict, "serial");

    /// <summary>Where the blanks went is missing.</summary>
    public static Error Destination { get; } = new("stock_destination", ErrorKind.Invalid, "destination");

    /// <summary>The proposal was decided, or withdrawn.</summary>
    public static Error Decided { get; } = new("stock_decided", ErrorKind.Conflict);

    /// <summary>Two persons are needed, and this is the same one; alone only with a reason.</summary>
    public static Error SamePerson { get; } = new("stock_same_person", ErrorKind.Conflict);

    /// <summary>That day is closed already.</summary>
    public static Error DayClosed { get; } = new("stock_day_closed", ErrorKind.Conflict);

    /// <summary>A day can be closed when it has begun, and not later than today.</summary>
    public static Error DayNotYet { get; } = new("stock_day_not_yet", ErrorKind.Invalid, "day");

    /// <summary>The count differs from the ledger: it needs an explanation.</summary>
    public static Error DifferenceUnexplained { get; } = new("stock_difference_unexplained", ErrorKind.Invalid, "explanation");

    /// <summary>The movement was refused because cards are in the printer; argument 0 is how many.</summary>
    public static Error Reserved(int reserved) => new("stock_reserved", ErrorKind.Conflict, null, reserved);

    /// <summary>A history is from an earlier to a later day, a year at most.</summary>
    public static Error HistorySpan { get; } = new("stock_history_span", ErrorKind.Invalid, "to");

    /// <summary>The expected days or quantities are the wrong way round, or in the past.</summary>
    public static Error Expected { get; } = new("stock_expected", ErrorKind.Invalid, "expectedFrom");
}

/// <summary>Limits of the ledger.</summary>
public static class StockRules
{
    /// <summary>Largest quantity of one movement, inclusive: more is a slip of the finger.</summary>
    public const int Most = 100_000;
}
