using Portal.Core.Applications;
using Portal.Core.Shared;

namespace Portal.Core.Printing;

/// <summary>What became of one card of a batch.</summary>
public enum PrintJobState
{
    /// <summary>In the printer, a blank reserved.</summary>
    Printing,

    /// <summary>Came out; the blank is used.</summary>
    Printed,

    /// <summary>Spoiled; the blank is written off.</summary>
    Spoiled,

    /// <summary>Not printed after all; the blank went back.</summary>
    Stopped,
}

/// <summary>Cards taken together from the front of the order, in the order they are printed.</summary>
public sealed class PrintBatch
{
    /// <summary>Cards of one batch at most, inclusive: more than a printer's day, and short enough to be one transaction.</summary>
    public const int Most = 200;

    private readonly List<PrintJob> _jobs = [];

    private PrintBatch()
    {
    }

    /// <summary>Begins a batch.</summary>
    public PrintBatch(Guid id, OfficeCode office, int number, DateOnly localDay, Actor actor, DateTimeOffset now)
    {
        Id = id;
        OfficeCode = office;
        Number = number;
        LocalDay = localDay;
        StartedAt = now;
        StartedBy = actor.StaffId;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>Its number within the office's day, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The office's own calendar day.</summary>
    public DateOnly LocalDay { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Who took the cards, or answers for them now; null for nobody in particular.</summary>
    public Guid? StartedBy { get; private set; }

    /// <summary>Its cards, in order.</summary>
    public IReadOnlyList<PrintJob> Jobs => _jobs;

    /// <summary>Somebody else answers for it from now on, or nobody in particular.</summary>
    public void HandTo(Guid? staff) => StartedBy = staff;

    /// <summary>Puts the next card into the batch.</summary>
    public PrintJob Add(Guid id, CardApplication application, string? serial, DateTimeOffset now)
    {
        var job = new PrintJob(id, this, application, _jobs.Count + 1, serial, now);
        _jobs.Add(job);
        return job;
    }
}

/// <summary>One card in a batch.</summary>
public sealed class PrintJob
{
    private PrintJob()
    {
    }

    internal PrintJob(Guid id, PrintBatch batch, CardApplication application, int position, string? serial, DateTimeOffset now)
    {
        Id = id;
        BatchId = batch.Id;
        OfficeCode = batch.OfficeCode;
        ApplicationId = application.Id;
        Position = position;
        Serial = serial;
        StartedAt = now;
        State = PrintJobState.Printing;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The batch.</summary>
    public Guid BatchId { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>The application; the database allows one card in the printer per application.</summary>
    public Guid ApplicationId { get; private set; }

    /// <summary>Position in the batch, from 1.</summary>
    public int Position { get; private set; }

    /// <summary>Serial of the blank, where the office tracks serials; may be filled in when it is printed.</summary>
    public string? Serial { get; private set; }

    /// <summary>What became of it.</summary>
    public PrintJobState State { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When it ended, UTC; null while it is in the printer.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Who ended it.</summary>
    public Guid? FinishedBy { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>It came out of the printer.</summary>
    public Result Finish(string? serial, Actor actor, DateTimeOffset now) => End(PrintJobState.Printed, serial, actor, now, PrintJobState.Printing);

    /// <summary>It is spoiled, in the printer or when it was looked at.</summary>
    public Result Spoil(string? serial, Actor actor, DateTimeOffset now) => End(PrintJobState.Spoiled, serial, actor, now, PrintJobState.Printing, PrintJobState.Printed);

    /// <summary>It was not printed after all.</summary>
    public Result Stop(Actor actor, DateTimeOffset now) => End(PrintJobState.Stopped, null, actor, now, PrintJobState.Printing);

    private Result End(PrintJobState state, string? serial, Actor actor, DateTimeOffset now, params PrintJobState[] from)
    {
        if (!from.Contains(State))
        {
            return ApplicationErrors.WrongState;
        }

        Serial = serial ?? Serial;
        State = state;
        FinishedAt = now;
        FinishedBy = actor.StaffId;
        return Result.Ok;
    }
}
