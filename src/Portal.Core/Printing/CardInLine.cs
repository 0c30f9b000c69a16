namespace Portal.Core.Printing;

/// <summary>Where one card stands.</summary>
/// <param name="Recorded">Office-local day of the recording.</param>
public abstract record CardInLine(DateOnly Recorded);

/// <summary>
/// Recorded, but not print-ready. How many are ahead of it is in <see cref="PromiseFacts.RecordingToPrintReady"/>: cards overtake each
/// other on the way to the centre and back, so only the ages count, and all cards of one day have the same range.
/// </summary>
/// <param name="Recorded">Office-local day of the recording, not after today.</param>
public sealed record CardBeforePrintReady(DateOnly Recorded) : CardInLine(Recorded);

/// <summary>Print-ready, not printed.</summary>
/// <param name="Recorded">Office-local day of the recording.</param>
/// <param name="Place">Place in the print order: 1 is printed next.</param>
public sealed record CardPrintReady(DateOnly Recorded, int Place) : CardInLine(Recorded);

/// <summary>Printed, not yet ready for pickup.</summary>
/// <param name="Recorded">Office-local day of the recording.</param>
/// <param name="Printed">Office-local day of the print, not after today.</param>
public sealed record CardPrinted(DateOnly Recorded, DateOnly Printed) : CardInLine(Recorded);
