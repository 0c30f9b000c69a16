using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>Records on their way to the data centre, kept and tried again while the line is down.</summary>
public sealed class CentreBatch
{
    private CentreBatch()
    {
    }

    /// <summary>Puts a batch into the queue.</summary>
    public CentreBatch(Guid id, OfficeCode office, int number, int count, DateOnly localDay, Actor actor, DateTimeOffset now)
    {
        Id = id;
        OfficeCode = office;
        Number = number;
        Count = count;
        LocalDay = localDay;
        MadeAt = now;
        MadeBy = actor.StaffId;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>Its number within the office's day, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>How many records are in it.</summary>
    public int Count { get; private set; }

    /// <summary>The office's own calendar day.</summary>
    public DateOnly LocalDay { get; private set; }

    /// <summary>When it was put together, UTC.</summary>
    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>By whom.</summary>
    public Guid? MadeBy { get; private set; }

    /// <summary>How often sending was tried.</summary>
    public int Tries { get; private set; }

    /// <summary>The last try, UTC; null before the first.</summary>
    public DateTimeOffset? TriedAt { get; private set; }

    /// <summary>When it is tried again by itself, UTC; null where somebody has to press the button, or once it is sent.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    /// <summary>Why the last try failed: a stable code, never a text of the other side; null when it did not.</summary>
    public string? LastProblem { get; private set; }

    /// <summary>When it went out, UTC; null while it waits.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>True when it may have arrived although nobody confirmed it: the centre is asked before it is sent again.</summary>
    public bool MayHaveArrived => LastProblem is CentreProblem.Unclear or CentreProblem.Trouble;

    /// <summary>The portal sends it by itself, from this moment on.</summary>
    public Result SendByItself(DateTimeOffset now)
    {
        if (SentAt is not null)
        {
            return ApplicationErrors.WrongState;
        }

        NextTryAt = now;
        return Result.Ok;
    }

    /// <summary>One node takes it for sending. Until it reports back, or the lease ends, no other node does; and whoever does then asks first.</summary>
    /// <param name="leaseEnds">When another node may take it, UTC; later than any answer can take.</param>
    /// <param name="now">The moment, UTC.</param>
    public Result BeginTry(DateTimeOffset leaseEnds, DateTimeOffset now)
    {
        if (SentAt is not null || NextTryAt is null || NextTryAt > now)
        {
            return ApplicationErrors.WrongState;
        }

        (TriedAt, NextTryAt, LastProblem) = (now, leaseEnds, CentreProblem.Unclear);
        return Result.Ok;
    }

    /// <summary>It went out.</summary>
    public Result MarkSent(DateTimeOffset now)
    {
        if (SentAt is not null)
        {
            return ApplicationErrors.WrongState;
        }

        Tried(now);
        (SentAt, LastProblem, NextTryAt) = (now, null, null);
        return Result.Ok;
    }

    /// <summary>It did not go out; the line is down, or the other side refused.</summary>
    public Result MarkFailed(string problem, DateTimeOffset? nextTry, DateTimeOffset now)
    {
        if (SentAt is not null)
        {
            return ApplicationErrors.WrongState;
        }

        Tried(now);
        (LastProblem, NextTryAt) = (problem, nextTry);
        return Result.Ok;
    }

    private void Tried(DateTimeOffset now)
    {
        Tries++;
        TriedAt = now;
    }
}

/// <summary>Why a batch did not go out; codes that pages put into words.</summary>
public static class CentreProblem
{
    /// <summary>No connection.</summary>
    public const string Down = "line_down";

    /// <summary>No answer in time, or the connection broke: it may have arrived.</summary>
    public const string Unclear = "line_unclear";

    /// <summary>The other side answered that it is in trouble (HTTP 5xx): it may have arrived all the same.</summary>
    public const string Trouble = "line_trouble";

    /// <summary>The other side refuses this batch or this office; trying again alone does not help.</summary>
    public const string Refused = "line_refused";

    /// <summary>The longest time between two tries.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);

    /// <summary>How long to wait after so many tries in vain: 1, 2, 4, 8, 16 minutes, then 30.</summary>
    /// <param name="tries">Tries made so far, 1 or more.</param>
    public static TimeSpan WaitAfter(int tries) =>
        tries > 5 ? LongestWait : TimeSpan.FromMinutes(1 << (Math.Max(1, tries) - 1));
}

/// <summary>One word of the centre about one application, as it came in. The same word twice is one row: an import can be repeated.</summary>
public sealed class CentreReport
{
    private CentreReport()
    {
    }

    /// <summary>Notes a word.</summary>
    public CentreReport(Guid applicationId, OfficeCode office, string status, StatusSource source, DateTimeOffset at, Guid? importId, Actor actor, DateTimeOffset now)
    {
        ApplicationId = applicationId;
        OfficeCode = office;
        Status = status;
        Source = source;
        At = at;
        ImportId = importId;
        StaffId = actor.StaffId;
        EnteredAt = now;
    }

    /// <summary>Database-given, ascending.</summary>
    public long Id { get; private set; }

    /// <summary>The application.</summary>
    public Guid ApplicationId { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>The national status name, upper case with underscores.</summary>
    public string Status { get; private set; } = "";

    /// <summary>On whose word.</summary>
    public StatusSource Source { get; private set; }

    /// <summary>The time the centre gives, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The import that brought it; null when it was typed.</summary>
    public Guid? ImportId { get; private set; }

    /// <summary>Who brought it.</summary>
    public Guid? StaffId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset EnteredAt { get; private set; }
}

/// <summary>What a file was read for.</summary>
public enum ImportKind
{
    /// <summary>Statuses of the centre.</summary>
    CentreStatuses,

    /// <summary>The list an office kept before the portal.</summary>
    Backlog,
}

/// <summary>A file that was read in. Its content is not kept.</summary>
public sealed class ImportRun
{
    private ImportRun()
    {
    }

    /// <summary>Notes an import.</summary>
    public ImportRun(Guid id, OfficeCode office, ImportKind kind, byte[] contentHash, int rows, int applied, Actor actor, DateTimeOffset now)
    {
        Id = id;
        OfficeCode = office;
        Kind = kind;
        ContentHash = contentHash;
        Rows = rows;
        Applied = applied;
        StaffId = actor.StaffId;
        At = now;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>What for.</summary>
    public ImportKind Kind { get; private set; }

    /// <summary>SHA-256 of the file, to tell when the same one comes again.</summary>
    public byte[] ContentHash { get; private set; } = [];

    /// <summary>Rows in the file.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows that changed something.</summary>
    public int Applied { get; private set; }

    /// <summary>Who read it in.</summary>
    public Guid? StaffId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
