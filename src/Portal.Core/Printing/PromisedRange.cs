namespace Portal.Core.Printing;

/// <summary>On what a range rests.</summary>
public enum PromiseBasis
{
    /// <summary>The office's own recent speed; the blanks in the drawer suffice for this card.</summary>
    OwnSpeed,

    /// <summary>The card waits for blangko that has not come: mostly a statement about the supply.</summary>
    Supply,

    /// <summary>Nothing measured yet: what the office has published, and to be labelled so.</summary>
    PublishedStandard,
}

/// <summary>When a card is expected to be ready for pickup. About 94 of 100 such ranges hold the real day.</summary>
/// <param name="From">First day, inclusive; a working day, not before today.</param>
/// <param name="Through">Last day, inclusive; a working day, not before <paramref name="From"/>.</param>
/// <param name="Basis">On what it rests.</param>
public sealed record PromisedRange(DateOnly From, DateOnly Through, PromiseBasis Basis)
{
    /// <summary>Calendar days between the two ends; 0 when they are one day.</summary>
    public int Width => Through.DayNumber - From.DayNumber;

    /// <summary>True when the day lies between the ends, both included.</summary>
    public bool Holds(DateOnly day) => From <= day && day <= Through;
}
