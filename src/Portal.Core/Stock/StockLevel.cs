using Portal.Core.Shared;

namespace Portal.Core.Stock;

/// <summary>How many blanks an office has at this moment. The ledger is the truth; this is its last line, with what is reserved for cards in the printer.</summary>
public sealed class StockLevel
{
    private StockLevel()
    {
    }

    /// <summary>An office without blanks.</summary>
    public StockLevel(OfficeCode office) => OfficeCode = office;

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>Blanks in the house, reserved ones included; the database keeps it at 0 or more.</summary>
    public int OnHand { get; private set; }

    /// <summary>Of these, reserved for cards in the printer; the database keeps it between 0 and <see cref="OnHand"/>.</summary>
    public int Reserved { get; private set; }

    /// <summary>Blanks that can still be given to a card.</summary>
    public int Available => OnHand - Reserved;
}

/// <summary>A correction that one person proposed and another decides.</summary>
public sealed class StockCorrection
{
    private StockCorrection()
    {
    }

    private StockCorrection(Guid id, OfficeCode office, int change, string reason, Actor actor, DateTimeOffset now)
    {
        Id = id;
        OfficeCode = office;
        Change = change;
        Reason = reason;
        ProposedBy = actor.StaffId;
        ProposedAt = now;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>How many more or fewer; never 0.</summary>
    public int Change { get; private set; }

    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who proposed it.</summary>
    public Guid? ProposedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ProposedAt { get; private set; }

    /// <summary>Who decided; null while it waits.</summary>
    public Guid? DecidedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Whether it was accepted; null while it waits.</summary>
    public bool? Accepted { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>Reads a proposal.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="office">The office.</param>
    /// <param name="change">How many more or fewer: not 0, at most <see cref="StockRules.Most"/> either way.</param>
    /// <param name="reason">Why, already cleaned.</param>
    /// <param name="actor">Who proposes.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <returns>The proposal, or <c>stock_change</c>.</returns>
    public static Result<StockCorrection> Propose(Guid id, OfficeCode office, int? change, string reason, Actor actor, DateTimeOffset now) =>
        change is null or 0 or > StockRules.Most or < -StockRules.Most ? StockErrors.Change : new StockCorrection(id, office, change.Value, reason, actor, now);

    /// <summary>Decides. The proposer may decline (withdraw) alone, but accept only with a reason that is reviewed.</summary>
    /// <param name="accept">Whether it is accepted.</param>
    /// <param name="alone">True when the proposer accepts alone, with a reason.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <returns><c>stock_decided</c> when it was decided before; <c>stock_same_person</c> for a proposer who accepts without a reason.</returns>
    public Result Decide(bool accept, bool alone, Actor actor, DateTimeOffset now)
    {
        if (Accepted is not null)
        {
            return StockErrors.Decided;
        }

        if (accept && !alone && actor.StaffId == ProposedBy)
        {
            return StockErrors.SamePerson;
        }

        (Accepted, DecidedBy, DecidedAt) = (accept, actor.StaffId, now);
        return Result.Ok;
    }
}
