using Portal.Core.Shared;

namespace Portal.Core.Stock;

/// <summary>Where a request for blangko stands.</summary>
public enum StockRequestState
{
    /// <summary>Sent upward to the Dinas.</summary>
    Sent,

    /// <summary>The Dinas said when and how many: a delivery is expected.</summary>
    Promised,

    /// <summary>Blanks came in for it.</summary>
    Received,

    /// <summary>The Dinas said no.</summary>
    Refused,

    /// <summary>The office took it back.</summary>
    Withdrawn,
}

/// <summary>A request for blangko upward to the Dinas, and what the Dinas answered, as told.</summary>
public sealed class StockRequest
{
    private StockRequest()
    {
    }

    /// <summary>Asks.</summary>
    /// <returns>The request, or <c>stock_quantity</c> for a quantity that is not 1 to <see cref="StockRules.Most"/>.</returns>
    public static Result<StockRequest> Ask(Guid id, OfficeCode office, int? quantity, string? note, DateOnly localDay, Actor actor, DateTimeOffset now) =>
        quantity is not (>= 1 and <= StockRules.Most) ? StockErrors.Quantity : new StockRequest(id, office, quantity.Value, note, localDay, actor, now);

    private StockRequest(Guid id, OfficeCode office, int quantity, string? note, DateOnly localDay, Actor actor, DateTimeOffset now)
    {
        Id = id;
        OfficeCode = office;
        Quantity = quantity;
        Note = note;
        LocalDay = localDay;
        AskedBy = actor.StaffId;
        AskedAt = now;
        ChangedAt = now;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>How many were asked for.</summary>
    public int Quantity { get; private set; }

    /// <summary>What was written beside it; null when nothing was.</summary>
    public string? Note { get; private set; }

    /// <summary>The office's own calendar day of the request.</summary>
    public DateOnly LocalDay { get; private set; }

    /// <summary>Who asked.</summary>
    public Guid? AskedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public StockRequestState State { get; private set; }

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>First day on which the delivery is expected, inclusive; null while nothing was promised.</summary>
    public DateOnly? ExpectedFrom { get; private set; }

    /// <summary>Last day on which it is expected, inclusive.</summary>
    public DateOnly? ExpectedThrough { get; private set; }

    /// <summary>Fewest blanks expected.</summary>
    public int? ExpectedLeast { get; private set; }

    /// <summary>Most blanks expected, inclusive.</summary>
    public int? ExpectedMost { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>True while blanks may still come for it.</summary>
    public bool IsOpen => State is StockRequestState.Sent or StockRequestState.Promised;

    /// <summary>The Dinas said when and how many, as told; may be said again when it changes.</summary>
    /// <param name="from">First day, inclusive.</param>
    /// <param name="through">Last day, inclusive; not before <paramref name="from"/> nor before today.</param>
    /// <param name="least">Fewest blanks, 1 or more.</param>
    /// <param name="most">Most blanks, inclusive.</param>
    /// <param name="today">The office's own calendar day.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <returns><c>stock_expected</c> for days or quantities the wrong way round or past; <c>stock_decided</c> when nothing is expected any more.</returns>
    public Result Promise(DateOnly from, DateOnly through, int least, int most, DateOnly today, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return StockErrors.Decided;
        }

        if (through < from || through < today || least < 1 || most < least || most > StockRules.Most)
        {
            return StockErrors.Expected;
        }

        (ExpectedFrom, ExpectedThrough, ExpectedLeast, ExpectedMost) = (from, through, least, most);
        return Become(StockRequestState.Promised, now);
    }

    /// <summary>Blanks came in for it.</summary>
    public Result Receive(DateTimeOffset now) => Become(StockRequestState.Received, now);

    /// <summary>The Dinas said no.</summary>
    public Result Refuse(DateTimeOffset now) => Become(StockRequestState.Refused, now);

    /// <summary>The office takes it back.</summary>
    public Result Withdraw(DateTimeOffset now) => Become(StockRequestState.Withdrawn, now);

    private Result Become(StockRequestState state, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return StockErrors.Decided;
        }

        (State, ChangedAt) = (state, now);
        return Result.Ok;
    }
}
