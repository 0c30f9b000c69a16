using Portal.Core.Shared;

namespace Portal.Core.Stock;

/// <summary>What an office's ledger says of one day: opening + received − printed − spoiled − transferred + corrected = closing.</summary>
/// <param name="Opening">Blanks at the start of the day.</param>
/// <param name="Received">Came in.</param>
/// <param name="Printed">Became cards.</param>
/// <param name="Spoiled">Spoiled.</param>
/// <param name="Transferred">Given away.</param>
/// <param name="Corrected">Set right, up or down.</param>
public sealed record StockSums(int Opening, int Received, int Printed, int Spoiled, int Transferred, int Corrected)
{
    /// <summary>Blanks at the end of the day.</summary>
    public int Closing => Opening + Received - Printed - Spoiled - Transferred + Corrected;

    /// <summary>True when something was booked. (A day on which as many were taken back as were printed has nothing left to show.)</summary>
    public bool Moved => (Received, Printed, Spoiled, Transferred, Corrected) != (0, 0, 0, 0, 0);
}

/// <summary>The daily close: one person counts, a second one confirms; then it is published.</summary>
public sealed class StockDay
{
    private StockDay()
    {
    }

    private StockDay(OfficeCode office, DateOnly day, StockSums sums, int counted, string? explanation, Actor actor, DateTimeOffset now)
    {
        OfficeCode = office;
        Day = day;
        Take(sums, counted, explanation, actor, now);
    }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>The office's own calendar day.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>Blanks at the start of the day.</summary>
    public int Opening { get; private set; }

    /// <summary>Came in.</summary>
    public int Received { get; private set; }

    /// <summary>Became cards.</summary>
    public int Printed { get; private set; }

    /// <summary>Spoiled.</summary>
    public int Spoiled { get; private set; }

    /// <summary>Given away.</summary>
    public int Transferred { get; private set; }

    /// <summary>Set right, up or down.</summary>
    public int Corrected { get; private set; }

    /// <summary>Blanks at the end of the day, by the ledger.</summary>
    public int Closing { get; private set; }

    /// <summary>Blanks that were counted in the cupboard, those in the printer included.</summary>
    public int Counted { get; private set; }

    /// <summary>What the ledger said when it was counted.</summary>
    public StockSums Sums => new(Opening, Received, Printed, Spoiled, Transferred, Corrected);

    /// <summary>Counted minus ledger.</summary>
    public int Difference => Counted - Closing;

    /// <summary>Why they differ; null when they do not.</summary>
    public string? Explanation { get; private set; }

    /// <summary>Who counted.</summary>
    public Guid? CountedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset CountedAt { get; private set; }

    /// <summary>Who confirmed; null while it waits for the second person.</summary>
    public Guid? ConfirmedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>True when one person did both, with a reason that is reviewed.</summary>
    public bool Alone { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>The first person counts.</summary>
    /// <param name="office">The office.</param>
    /// <param name="day">The day, not later than today; the caller asks.</param>
    /// <param name="sums">What the ledger says of it.</param>
    /// <param name="counted">Blanks in the cupboard, those in the printer included, 0 to <see cref="StockRules.Most"/>.</param>
    /// <param name="explanation">Why it differs from the ledger, already cleaned; null for nothing.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <returns>The close, or <c>stock_counted</c> for a count out of range, <c>stock_difference_unexplained</c> when it differs without a word.</returns>
    public static Result<StockDay> Count(OfficeCode office, DateOnly day, StockSums sums, int? counted, string? explanation, Actor actor, DateTimeOffset now) =>
        Fault(sums, counted, explanation) is { } fault ? fault : new StockDay(office, day, sums, counted!.Value, explanation, actor, now);

    /// <summary>Somebody counts once more: before the second person has confirmed, or because more was booked since.</summary>
    /// <returns>As <see cref="Count"/>, and <c>stock_day_closed</c> when the day is closed and nothing was booked since.</returns>
    public Result CountAgain(StockSums sums, int? counted, string? explanation, Actor actor, DateTimeOffset now)
    {
        if (IsClosed(sums))
        {
            return StockErrors.DayClosed;
        }

        if (Fault(sums, counted, explanation) is { } fault)
        {
            return fault;
        }

        Take(sums, counted!.Value, explanation, actor, now);
        (ConfirmedBy, ConfirmedAt, Alone) = (null, null, false);
        return Result.Ok;
    }

    /// <summary>True when two persons, or one with a reason, have closed the day as the ledger has it now. What is booked later opens it again.</summary>
    public bool IsClosed(StockSums sums) => ConfirmedAt is not null && sums == Sums;

    /// <summary>The second person confirms.</summary>
    /// <param name="sums">The day's sums now: anything booked since the count has to be counted again.</param>
    /// <param name="alone">True when the same person acts alone, with a reason.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <returns><c>stock_day_closed</c> when it is; <c>stale_page</c> when something was booked since; <c>stock_same_person</c> for whoever counted and does not act alone with a reason.</returns>
    public Result Confirm(StockSums sums, bool alone, Actor actor, DateTimeOffset now)
    {
        if (IsClosed(sums))
        {
            return StockErrors.DayClosed;
        }

        if (sums != Sums)
        {
            return AccessErrors.StalePage;
        }

        if (actor.StaffId == CountedBy && !alone)
        {
            return StockErrors.SamePerson;
        }

        (ConfirmedBy, ConfirmedAt, Alone) = (actor.StaffId, now, actor.StaffId == CountedBy);
        return Result.Ok;
    }

    private static Error? Fault(StockSums sums, int? counted, string? explanation) =>
        counted is not (>= 0 and <= StockRules.Most) ? StockErrors.Counted
        : counted != sums.Closing && explanation is null ? StockErrors.DifferenceUnexplained
        : null;

    private void Take(StockSums sums, int counted, string? explanation, Actor actor, DateTimeOffset now)
    {
        (Opening, Received, Printed, Spoiled, Transferred, Corrected) = sums;
        Closing = sums.Closing;
        Counted = counted;
        Explanation = explanation;
        CountedBy = actor.StaffId;
        CountedAt = now;
    }
}
