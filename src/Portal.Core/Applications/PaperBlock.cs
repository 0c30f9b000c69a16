using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>
/// Register numbers set aside for paper, so that an office without power goes on giving numbers that nobody else gets, and
/// keys them in afterwards without renumbering.
/// </summary>
public sealed class PaperBlock
{
    private readonly List<PaperNumber> _numbers = [];

    private PaperBlock()
    {
    }

    /// <summary>Sets numbers aside.</summary>
    public PaperBlock(Guid id, OfficeCode office, IReadOnlyList<RegisterNumber> numbers, int firstTicket, Actor actor, DateTimeOffset now)
    {
        Id = id;
        OfficeCode = office;
        MadeBy = actor.StaffId;
        MadeAt = now;
        _numbers.AddRange(numbers.Select((number, i) => new PaperNumber(this, number, firstTicket + i)));
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>Who had it printed; null for the nightly job.</summary>
    public Guid? MadeBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>When somebody said that its slips are being given out, UTC; null while it lies ready. Only one that lies ready is printed again for another day.</summary>
    public DateTimeOffset? TakenAt { get; private set; }

    /// <summary>Its numbers, in the order of their tickets.</summary>
    public IReadOnlyList<PaperNumber> Numbers => _numbers;

    /// <summary>Its slips are being given out from now on. Said twice, it is said once.</summary>
    public void Take(DateTimeOffset now) => TakenAt ??= now;
}

/// <summary>One register number on paper.</summary>
public sealed class PaperNumber
{
    private PaperNumber()
    {
    }

    internal PaperNumber(PaperBlock block, RegisterNumber register, int ticket)
    {
        BlockId = block.Id;
        OfficeCode = block.OfficeCode;
        Register = register;
        Ticket = ticket;
    }

    /// <summary>The register number on the slip.</summary>
    public RegisterNumber Register { get; private set; }

    /// <summary>The block.</summary>
    public Guid BlockId { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>The number of the ticket: the order in which people came, within the block.</summary>
    public int Ticket { get; private set; }

    /// <summary>The application it became; null while it is unused.</summary>
    public Guid? ApplicationId { get; private set; }

    /// <summary>When it was keyed in, UTC.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>It was keyed in. Once only.</summary>
    public Result Use(CardApplication application, DateTimeOffset now)
    {
        if (ApplicationId is not null)
        {
            return ApplicationErrors.PaperNumberUsed;
        }

        (ApplicationId, UsedAt) = (application.Id, now);
        return Result.Ok;
    }
}
