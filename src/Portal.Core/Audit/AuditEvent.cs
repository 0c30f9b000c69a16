using Portal.Core.Shared;

namespace Portal.Core.Audit;

/// <summary>
/// One act in the trail. The database lets nobody change or delete it. It holds ids, never personal data, so that
/// erasing a person leaves the trail whole.
/// </summary>
public sealed class AuditEvent
{
    private AuditEvent()
    {
    }

    private AuditEvent(string verb, Actor actor, OfficeCode? office, Guid? subjectId, string? reason, string? detail, Guid? commandId, DateTimeOffset at)
    {
        Verb = verb;
        ActorKind = actor.Kind;
        StaffId = actor.StaffId;
        OfficeCode = office;
        SubjectId = subjectId;
        Reason = reason;
        Detail = detail;
        CommandId = commandId;
        At = at;
    }

    /// <summary>Database-given, ascending.</summary>
    public long Id { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What was done; see docs/audit-events.md.</summary>
    public string Verb { get; private set; } = "";

    /// <summary>What kind of actor did it.</summary>
    public ActorKind ActorKind { get; private set; }

    /// <summary>Which member of staff, or null.</summary>
    public Guid? StaffId { get; private set; }

    /// <summary>In which office, or null for the installation.</summary>
    public OfficeCode? OfficeCode { get; private set; }

    /// <summary>The record it was done to.</summary>
    public Guid? SubjectId { get; private set; }

    /// <summary>The reason given, where one is asked for.</summary>
    public string? Reason { get; private set; }

    /// <summary>A machine-readable detail (a field name, a slot), never personal data.</summary>
    public string? Detail { get; private set; }

    /// <summary>The command that caused it; unique, so that a command sent twice is one act.</summary>
    public Guid? CommandId { get; private set; }

    /// <summary>Writes an act down.</summary>
    public static AuditEvent Of(string verb, Actor actor, DateTimeOffset at, OfficeCode? office = null, Guid? subjectId = null, string? reason = null, string? detail = null, Guid? commandId = null) =>
        new(verb, actor, office, subjectId, reason, detail, commandId, at);
}
