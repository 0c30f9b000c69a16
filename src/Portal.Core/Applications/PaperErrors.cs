using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>Why something about paper cannot be done.</summary>
public static class PaperErrors
{
    /// <summary>The slip was printed for another office.</summary>
    public static Error OtherOffice { get; } = new("paper_other_office", ErrorKind.Conflict, "register");

    /// <summary>Slip and ticket do not belong together.</summary>
    public static Error TicketDiffers { get; } = new("paper_ticket_differs", ErrorKind.Invalid, "ticket");

    /// <summary>No day or time of arrival, one to come, or one before the slips were printed.</summary>
    public static Error ArrivalTime { get; } = new("paper_arrival_time", ErrorKind.Invalid, "arrived");

    /// <summary>How many slips cannot be printed at once; arguments 0 and 1 are the least and the most.</summary>
    public static Error Count(int least, int most) => new("paper_count", ErrorKind.Invalid, "count", least, most);
}
