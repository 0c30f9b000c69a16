using Portal.Core.Shared;

namespace Portal.Core.Staff;

/// <summary>What a link is for.</summary>
public enum StaffLinkKind
{
    /// <summary>The first password of a new colleague.</summary>
    Invitation,

    /// <summary>A new password in place of a forgotten one.</summary>
    PasswordReset,
}

/// <summary>A link with which somebody chooses a password, once. Only a hash of its token is kept.</summary>
public sealed class StaffLink
{
    private StaffLink()
    {
    }

    /// <summary>Makes a link. The database allows one live link per account.</summary>
    public StaffLink(Guid id, Guid staff, StaffLinkKind kind, byte[] tokenHash, Actor actor, DateTimeOffset now)
    {
        Id = id;
        StaffId = staff;
        Kind = kind;
        TokenHash = tokenHash;
        MadeBy = actor.StaffId;
        MadeAt = now;
        ExpiresAt = now + LastsFor(kind);
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>For whom.</summary>
    public Guid StaffId { get; private set; }

    /// <summary>What for.</summary>
    public StaffLinkKind Kind { get; private set; }

    /// <summary>What it is found by.</summary>
    public byte[] TokenHash { get; private set; } = [];

    /// <summary>Who made it.</summary>
    public Guid? MadeBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>Until when it can be used, UTC, exclusive.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it was used or revoked, UTC; null before.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>True once it was used.</summary>
    public bool Used { get; private set; }

    /// <summary>Seven days for a new colleague, who may be on leave; a day for a password, whose owner stands there.</summary>
    public static TimeSpan LastsFor(StaffLinkKind kind) => kind == StaffLinkKind.Invitation ? TimeSpan.FromDays(7) : TimeSpan.FromDays(1);

    /// <summary>True while it can be used.</summary>
    public bool IsLive(DateTimeOffset now) => EndedAt is null && now < ExpiresAt;

    /// <summary>The password was chosen.</summary>
    /// <returns><c>staff_link_over</c> when it was used, revoked or has run out.</returns>
    public Result Use(DateTimeOffset now)
    {
        if (!IsLive(now))
        {
            return StaffErrors.LinkOver;
        }

        (EndedAt, Used) = (now, true);
        return Result.Ok;
    }

    /// <summary>Takes it back; one that is over stays as it is.</summary>
    public void Revoke(DateTimeOffset now) => EndedAt ??= now;
}
