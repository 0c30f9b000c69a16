namespace Portal.Core.Staff;

/// <summary>How long somebody stays signed in.</summary>
/// <param name="LockAfter">Without input for so long the page is covered and the session locked; zero: never.</param>
/// <param name="Unused">A session that nothing was heard of for so long is over.</param>
/// <param name="Longest">So long after the last full sign-in (password and, where the role needs one, second factor) it is over in any case.</param>
public sealed record SessionRules(TimeSpan LockAfter, TimeSpan Unused, TimeSpan Longest)
{
    /// <summary>Three minutes, eight hours, twelve hours.</summary>
    public static SessionRules Usual { get; } = new(TimeSpan.FromMinutes(3), TimeSpan.FromHours(8), TimeSpan.FromHours(12));

    /// <summary>The time of the last act is noted no more often than this.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    // An open page asks twice a minute, whoever sits before it; only a closed one is silent for longer.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// <summary>A page that was closed so long ago counts as locked: nobody was there to lock it. Null: never.</summary>
    public TimeSpan? LockWhenSilent => LockAfter > TimeSpan.Zero ? LockAfter + Silence : null;
}

/// <summary>Whether a session may act.</summary>
public enum SessionState
{
    /// <summary>It may.</summary>
    Live,

    /// <summary>Its owner has to show that it is still them: by PIN or password.</summary>
    Locked,

    /// <summary>It is over.</summary>
    Over,
}

/// <summary>Why a session ended.</summary>
public enum SessionEnd
{
    /// <summary>Its owner signed out in it.</summary>
    SignedOut,

    /// <summary>Its owner ended it from another one.</summary>
    EndedByOwner,

    /// <summary>An administrator ended it.</summary>
    EndedByAdmin,

    /// <summary>Password, second factor, state or roles of the account changed.</summary>
    AccountChanged,
}

/// <summary>
/// One browser in which a member of staff is signed in. The cookie holds its id; whether it may still act is asked of this row for every act.
/// It holds no address: whose browser it is, its owner knows by its name and the time.
/// </summary>
public sealed class WorkSession
{
    private WorkSession()
    {
    }

    /// <summary>Begins with a full sign-in.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="staff">Whose.</param>
    /// <param name="device">Hash of the cookie that this browser keeps, so that a shared station knows its people; null when it keeps none.</param>
    /// <param name="browser">What the browser says it is.</param>
    /// <param name="now">The moment, UTC.</param>
    public WorkSession(Guid id, Guid staff, byte[]? device, BrowserWords browser, DateTimeOffset now)
    {
        Id = id;
        StaffId = staff;
        DeviceHash = device;
        (Browser, System) = browser;
        (StartedAt, SignedInAt, LastSeenAt) = (now, now, now);
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose.</summary>
    public Guid StaffId { get; private set; }

    /// <summary>Hash of the cookie that this browser keeps.</summary>
    public byte[]? DeviceHash { get; private set; }

    /// <summary>"Chrome"; empty when unknown.</summary>
    public string Browser { get; private set; } = "";

    /// <summary>"Windows"; empty when unknown.</summary>
    public string System { get; private set; } = "";

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>The last full sign-in, UTC.</summary>
    public DateTimeOffset SignedInAt { get; private set; }

    /// <summary>The last act or living page, UTC, to the minute.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>Since when it is locked, UTC; null while it is open.</summary>
    public DateTimeOffset? LockedAt { get; private set; }

    /// <summary>When it ended, UTC; null before.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it ended; null before, and for one that ran out.</summary>
    public SessionEnd? EndedFor { get; private set; }

    /// <summary>Whether it may act.</summary>
    public SessionState StateAt(DateTimeOffset now, SessionRules rules)
    {
        if (EndedAt is not null || now - SignedInAt >= rules.Longest || now - LastSeenAt >= rules.Unused)
        {
            return SessionState.Over;
        }

        return LockedAt is not null || now - LastSeenAt >= rules.LockWhenSilent ? SessionState.Locked : SessionState.Live;
    }

    /// <summary>Its owner signed in in full once more in the same browser.</summary>
    public void SignInAgain(DateTimeOffset now) => (SignedInAt, LastSeenAt, LockedAt) = (now, now, null);

    /// <summary>Nobody may act in it until it is opened.</summary>
    public void Lock(DateTimeOffset now) => LockedAt ??= now;

    /// <summary>Its owner is back.</summary>
    public void Open(DateTimeOffset now) => (LockedAt, LastSeenAt) = (null, now);

    /// <summary>It is over; the first reason stays.</summary>
    public void Close(SessionEnd why, DateTimeOffset now)
    {
        if (EndedAt is null)
        {
            (EndedAt, EndedFor) = (now, why);
        }
    }
}
