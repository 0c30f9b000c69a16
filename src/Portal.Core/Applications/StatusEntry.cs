using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>One status an application had: since when, by whom, on whose word, and why.</summary>
public sealed class StatusEntry
{
    private StatusEntry()
    {
    }

    internal StatusEntry(Guid applicationId, ApplicationState state, ApplicationVerb? verb, StatusSource source, Actor? actor, Reasons? why, DateTimeOffset at, DateTimeOffset enteredAt)
    {
        ApplicationId = applicationId;
        State = state;
        Verb = verb;
        Source = source;
        ActorKind = actor?.Kind;
        StaffId = actor?.StaffId;
        Reasons = why?.Chosen ?? [];
        Note = why?.Note;
        At = at;
        EnteredAt = enteredAt;
    }

    /// <summary>Database-given, ascending.</summary>
    public long Id { get; private set; }

    /// <summary>The application.</summary>
    public Guid ApplicationId { get; private set; }

    /// <summary>The status.</summary>
    public ApplicationState State { get; private set; }

    /// <summary>What led to it; null for entries older than the back office and for imported ones.</summary>
    public ApplicationVerb? Verb { get; private set; }

    /// <summary>On whose word.</summary>
    public StatusSource Source { get; private set; }

    /// <summary>What kind of actor; null for older entries.</summary>
    public ActorKind? ActorKind { get; private set; }

    /// <summary>Which member of staff, or null.</summary>
    public Guid? StaffId { get; private set; }

    /// <summary>Reasons chosen from the office's list, as they were worded then; empty where none is asked for.</summary>
    public IReadOnlyList<LocalizedText> Reasons { get; private set; } = [];

    /// <summary>What was written beside them; never personal data.</summary>
    public string? Note { get; private set; }

    /// <summary>Reasons and note as staff read them, one by one; empty where none is asked for.</summary>
    public IReadOnlyList<string> WhyInWords => [.. Reasons.Select(r => r.Indonesian), .. Note is null ? Array.Empty<string>() : [Note]];

    /// <summary>Since when it is so, UTC: for what the centre says, the time the centre gives.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>When the portal learnt of it, UTC.</summary>
    public DateTimeOffset EnteredAt { get; private set; }
}
