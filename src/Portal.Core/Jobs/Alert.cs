using Portal.Core.Shared;

namespace Portal.Core.Jobs;

/// <summary>What can stand still without anybody noticing.</summary>
public enum AlertKind
{
    /// <summary>A piece of scheduled work failed several times in a row.</summary>
    JobFailing,

    /// <summary>A piece of scheduled work has not run for far longer than it should.</summary>
    JobSilent,

    /// <summary>Messages wait that should have left long ago.</summary>
    MessagesStuck,

    /// <summary>Places are held although their time is over.</summary>
    HoldsStuck,

    /// <summary>Events of the trail wait for a seal for too long.</summary>
    SealsBehind,

    /// <summary>A batch for the centre has waited for too long.</summary>
    CentreStuck,

    /// <summary>Blangko moved on the last open day, and nobody closed it.</summary>
    StockDayOpen,

    /// <summary>Next year's holidays are not entered although the year draws near: people book days on which nobody is there.</summary>
    HolidaysMissing,

    /// <summary>The disk that holds the database is nearly full.</summary>
    DiskNearlyFull,
}

/// <summary>Something stands still. Opened once, closed by itself when its cause is gone.</summary>
public sealed class Alert
{
    private Alert()
    {
    }

    /// <summary>Opens an alert.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="now">The moment, UTC.</param>
    public Alert(Guid id, AlertFinding finding, DateTimeOffset now)
    {
        Id = id;
        Kind = finding.Kind;
        OfficeCode = finding.Office;
        Place = finding.Place;
        Subject = finding.Subject;
        OpenedAt = now;
        See(finding, now);
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>What stands still.</summary>
    public AlertKind Kind { get; private set; }

    /// <summary>Whose it is; null for the installation.</summary>
    public OfficeCode? OfficeCode { get; private set; }

    /// <summary>The office's code or <c>installation</c>: of one cause in one place there is one open alert.</summary>
    public string Place { get; private set; } = "";

    /// <summary>Which job, day or year; empty where the kind says it all. Never personal data.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>How many, as last seen: runs, messages, places, events, batches, percent.</summary>
    public int Amount { get; private set; }

    /// <summary>Since when it stands still, UTC, as last seen; null where that is not known.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>When it was noticed, UTC.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>When it was last seen, UTC.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>When its cause was gone, UTC; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>It is still so.</summary>
    public void See(AlertFinding finding, DateTimeOffset now) => (Amount, Since, SeenAt) = (finding.Amount, finding.Since, now);

    /// <summary>Its cause is gone.</summary>
    public void Close(DateTimeOffset now) => ClosedAt ??= now;
}

/// <summary>One thing that stands still at this moment.</summary>
/// <param name="Kind">What.</param>
/// <param name="Office">Where; null for the installation.</param>
/// <param name="Subject">Which job, day or year; empty where the kind says it all.</param>
/// <param name="Amount">How many.</param>
/// <param name="Since">Since when, UTC; null where that is not known.</param>
public sealed record AlertFinding(AlertKind Kind, OfficeCode? Office, string Subject = "", int Amount = 0, DateTimeOffset? Since = null)
{
    /// <summary>The office's code or <c>installation</c>.</summary>
    public string Place => Office?.Value ?? Audit.AuditSeal.Installation;
}
