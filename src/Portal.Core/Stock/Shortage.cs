using Portal.Core.Applications;

namespace Portal.Core.Stock;

/// <summary>
/// "Waiting for blangko" is derived, never entered: it follows from the print order and the stock, so it begins and ends by
/// itself. Recording goes on meanwhile; only printing waits.
/// </summary>
public static class Shortage
{
    /// <summary>True when an application waits for blangko: it is ready to be printed, at an office that prints, and no blank is left for its place.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="printsHere">Whether the office prints itself; where the Dinas prints, its blanks are not the office's to count.</param>
    /// <param name="place">Its place in the print order, from 1.</param>
    /// <param name="available">Blanks that nobody has reserved, 0 or more.</param>
    public static bool WaitsForBlangko(ApplicationState state, bool printsHere, int place, int available) =>
        printsHere && state == ApplicationState.PrintReady && place > available;

    /// <summary>True when an office has run dry: it prints itself, somebody waits, and nothing is left for anybody.</summary>
    /// <param name="printsHere">Whether the office prints itself.</param>
    /// <param name="waiting">Applications in the print order, 0 or more.</param>
    /// <param name="available">Blanks that nobody has reserved, 0 or more.</param>
    public static bool IsDry(bool printsHere, int waiting, int available) => printsHere && waiting > 0 && available <= 0;

    /// <summary>How many from the front of the order the stock serves, 0 or more.</summary>
    /// <param name="printsHere">Whether the office prints itself.</param>
    /// <param name="waiting">Applications in the print order, 0 or more.</param>
    /// <param name="available">Blanks that nobody has reserved.</param>
    public static int Served(bool printsHere, int waiting, int available) => printsHere ? Math.Clamp(available, 0, waiting) : 0;

    /// <summary>True for a line that brings a new supply: it ends one shortage, and whatever follows it is another one.</summary>
    /// <remarks>A blank that comes back from a spoiled card is no supply: the same shortage goes on.</remarks>
    /// <param name="movement">Why the number changed.</param>
    /// <param name="change">By how many.</param>
    public static bool IsSupply(StockMovement movement, int change) =>
        change > 0 && movement is (StockMovement.Received or StockMovement.Corrected);
}
