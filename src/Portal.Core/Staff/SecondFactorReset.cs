using Portal.Core.Shared;

namespace Portal.Core.Staff;

/// <summary>
/// Somebody has lost phone and recovery codes. One person asks that a new authenticator may be set up, a different one confirms; where nobody
/// else could, one may act alone with a reason that is reviewed.
/// </summary>
public sealed class SecondFactorReset
{
    /// <summary>How long the second person may take.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    private SecondFactorReset()
    {
    }

    /// <summary>Asks for a reset. The database allows one open request per account.</summary>
    public SecondFactorReset(Guid id, Guid staff, string reason, Actor actor, DateTimeOffset now)
    {
        Id = id;
        StaffId = staff;
        Reason = reason;
        AskedBy = actor.StaffId;
        AskedAt = now;
        ExpiresAt = now + Lasts;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose second factor.</summary>
    public Guid StaffId { get; private set; }

    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who asked.</summary>
    public Guid? AskedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Until when it can be decided, UTC, exclusive.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Who decided; null while it waits, and when nobody did in time.</summary>
    public Guid? DecidedBy { get; private set; }

    /// <summary>When it was decided, UTC; null while it waits.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Whether it was confirmed; null while it waits.</summary>
    public bool? Confirmed { get; private set; }

    /// <summary>True while somebody may decide.</summary>
    public bool IsOpen(DateTimeOffset now) => DecidedAt is null && now < ExpiresAt;

    /// <summary>Confirms or refuses. Whoever asked may withdraw it, but confirm only alone, where there is nobody else.</summary>
    /// <returns><c>staff_reset_over</c>; <c>same_person</c> for the asker, and for the person it is about in any case.</returns>
    public Result Decide(bool confirm, bool alone, Actor actor, DateTimeOffset now)
    {
        if (!IsOpen(now))
        {
            return StaffErrors.ResetOver;
        }

        if (actor.StaffId is null || actor.StaffId == StaffId || (confirm && !alone && actor.StaffId == AskedBy))
        {
            return Applications.ApplicationErrors.SamePerson;
        }

        (DecidedBy, DecidedAt, Confirmed) = (actor.StaffId, now, confirm);
        return Result.Ok;
    }

    /// <summary>What it asked for was done without it: nobody can confirm it any more.</summary>
    public void Overtake(DateTimeOffset now)
    {
        Lapse(now);
        if (DecidedAt is null)
        {
            (DecidedAt, Confirmed) = (now, false);
        }
    }

    /// <summary>Nobody decided in time; a new request may be made.</summary>
    public void Lapse(DateTimeOffset now)
    {
        if (DecidedAt is null && now >= ExpiresAt)
        {
            (DecidedAt, Confirmed) = (ExpiresAt, false);
        }
    }
}
