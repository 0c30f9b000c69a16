using Portal.Core.Shared;

namespace Portal.Core.Staff;

/// <summary>
/// An act that needs two persons and was done by one, with a reason: a small office must not stand still. A second person
/// reviews it within one working day, and the public board counts it.
/// </summary>
public sealed class LoneAct
{
    private LoneAct()
    {
    }

    /// <summary>Notes a lone act.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="office">The office.</param>
    /// <param name="verb">The verb of the audit trail.</param>
    /// <param name="subjectId">The record it was done to.</param>
    /// <param name="reason">Why alone.</param>
    /// <param name="dueOn">The office's day by the end of which it is to be reviewed.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">The moment, UTC.</param>
    public LoneAct(Guid id, OfficeCode office, string verb, Guid subjectId, string reason, DateOnly dueOn, Actor actor, DateTimeOffset now)
    {
        Id = id;
        OfficeCode = office;
        Verb = verb;
        SubjectId = subjectId;
        Reason = reason;
        DueOn = dueOn;
        StaffId = actor.StaffId;
        At = now;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>The verb of the audit trail.</summary>
    public string Verb { get; private set; } = "";

    /// <summary>The record it was done to.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>Why alone.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who.</summary>
    public Guid? StaffId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The office's day by the end of which it is to be reviewed.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Who reviewed it; null while it waits.</summary>
    public Guid? ReviewedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? ReviewedAt { get; private set; }

    /// <summary>Whether the reviewer found it right; null while it waits.</summary>
    public bool? FoundRight { get; private set; }

    /// <summary>What the reviewer wrote; null when nothing.</summary>
    public string? Finding { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>A second person reviews it. What was found wrong needs a word.</summary>
    /// <returns><c>same_person</c> for whoever acted; <c>reason_required</c> when found wrong without a word; <c>stale_page</c> when it was reviewed before.</returns>
    public Result Review(bool right, string? finding, Actor actor, DateTimeOffset now)
    {
        if (ReviewedAt is not null)
        {
            return AccessErrors.StalePage;
        }

        if (actor.StaffId is null || actor.StaffId == StaffId)
        {
            return Applications.ApplicationErrors.SamePerson;
        }

        if (!right && finding is null)
        {
            return AccessErrors.ReasonRequired;
        }

        (ReviewedBy, ReviewedAt, FoundRight, Finding) = (actor.StaffId, now, right, finding);
        return Result.Ok;
    }
}
