using Portal.Core.Shared;

namespace Portal.Core.Printing;

/// <summary>A delivery of blangko that came.</summary>
/// <param name="Day">Office-local day it was booked in.</param>
/// <param name="Quantity">Usable blanks, 1 or more.</param>
public sealed record PastDelivery(DateOnly Day, int Quantity);

/// <summary>A delivery that somebody above announced: when and how much is uncertain.</summary>
/// <param name="Earliest">First possible day, inclusive.</param>
/// <param name="Latest">Last possible day, inclusive, not before <paramref name="Earliest"/>.</param>
/// <param name="Least">Fewest blanks, 0 or more.</param>
/// <param name="Most">Most blanks, not less than <paramref name="Least"/>.</param>
public sealed record AnnouncedDelivery(DateOnly Earliest, DateOnly Latest, int Least, int Most);

/// <summary>What one working day's printing came to.</summary>
/// <param name="Day">Office-local day.</param>
/// <param name="Printed">Cards that came out well, 0 or more.</param>
/// <param name="MoreWaited">True when a card and a blank for it were both left at the close: the number then says how much the office manages in a day.</param>
public sealed record PrintDay(DateOnly Day, int Printed, bool MoreWaited);

/// <summary>
/// How long a stage took this office, in <see cref="PromiseDays">its working days</see>: 0 is the same day. Both lists are of the same
/// cards, those that entered the stage of late (say, in the last sixty working days): with the finished ones of one time and the
/// unfinished ones of another, slow cards would count too little or too much.
/// </summary>
/// <param name="Finished">Durations of those that left the stage, in any order.</param>
/// <param name="StillRunning">Ages of those still in it; cards that entered earlier and are still in it belong here too.</param>
public sealed record StageHistory(IReadOnlyList<int> Finished, IReadOnlyList<int> StillRunning)
{
    /// <summary>Nothing known yet.</summary>
    public static StageHistory None { get; } = new([], []);
}

/// <summary>
/// All that an office knows at one moment about when a card will be ready; by value, so that the same facts give the same range.
/// Nothing in here is about one person.
/// </summary>
public sealed record PromiseFacts
{
    /// <summary>The office-local day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Holidays and closures of the office.</summary>
    public required OfficeCalendar Calendar { get; init; }

    /// <summary>Usable blanks in the drawer now, 0 or more; those reserved for a card being printed are not among them.</summary>
    public required int BlanksOnHand { get; init; }

    /// <summary>Cards that are print-ready and not printed, 0 or more.</summary>
    public required int PrintReadyWaiting { get; init; }

    /// <summary>
    /// False where somebody else prints (the Dinas): blanks and pace are not asked then, <see cref="RecordingToPrintReady"/> lasts until the
    /// bundle with the card is counted in, and <see cref="PrintedToReady"/> begins there.
    /// </summary>
    public bool PrintsHere { get; init; } = true;

    /// <summary>First day from which every delivery is recorded; null where it is the first of <see cref="Deliveries"/>.</summary>
    public DateOnly? DeliveriesKnownSince { get; init; }

    /// <summary>Deliveries that came, in any order; days after <see cref="Today"/> are not counted.</summary>
    public IReadOnlyList<PastDelivery> Deliveries { get; init; } = [];

    /// <summary>Deliveries that were announced and have not come, in any order.</summary>
    public IReadOnlyList<AnnouncedDelivery> Announced { get; init; } = [];

    /// <summary>The last weeks of printing, without today, in any order; days without a print may be left out.</summary>
    public IReadOnlyList<PrintDay> PrintDays { get; init; } = [];

    /// <summary>Cards recorded on each of the last working days (up to some sixty), without today, zeros included.</summary>
    public IReadOnlyList<int> RecordedPerDay { get; init; } = [];

    /// <summary>Cards the office says it can print in a day, 1 or more; null where it says nothing.</summary>
    public int? PrintsPerDay { get; init; }

    /// <summary>From recording to print-ready: the second person's check, the centre, and the line to it.</summary>
    public StageHistory RecordingToPrintReady { get; init; } = StageHistory.None;

    /// <summary>From printed to ready for pickup.</summary>
    public StageHistory PrintedToReady { get; init; } = StageHistory.None;

    /// <summary>The office's published standard, in calendar days after recording, 1 or more; null where none is published.</summary>
    public int? StandardDays { get; init; }
}
