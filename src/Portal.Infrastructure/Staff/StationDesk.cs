using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Staff;

/// <summary>Somebody who signed in in full on this browser and has a PIN.</summary>
/// <param name="Staff">Who.</param>
/// <param name="Name">What colleagues read.</param>
/// <param name="PinWorks">False after too many wrong PINs: only the password opens then.</param>
public sealed record StationPerson(Guid Staff, string Name, bool PinWorks);

/// <summary>
/// The sessions of a station: begun by a full sign-in, locked when left alone, opened by their owner, and passed from one person to the next by PIN.
/// Part of signing in, like Identity itself: whoever comes here is nobody yet.
/// </summary>
public sealed class StationDesk(IDbContextFactory<PortalDbContext> databases, PersonalDataVault vault, SettingsBook settings, TimeProvider time)
{
    /// <summary>Begins a session after a full sign-in, or goes on in the one this person has on this browser; whoever had the browser before is locked out.</summary>
    /// <param name="staff">Who signed in.</param>
    /// <param name="device">Hash of the browser's cookie.</param>
    /// <param name="browser">What the browser says it is.</param>
    /// <param name="present">The session that the browser's cookie named until now; null for none.</param>
    /// <param name="ct">Ends waiting.</param>
    /// <returns>The session's id.</returns>
    public async Task<Guid> EnterAsync(Guid staff, byte[]? device, BrowserWords browser, Guid? present, CancellationToken ct)
    {
        var (now, rules) = (time.GetUtcNow(), await settings.SessionsAsync(ct));
        await using var db = await databases.CreateDbContextAsync(ct);
        var here = await db.StaffSessions.Where(s => s.EndedAt == null && (s.Id == present || (device != null && s.DeviceHash == device && s.StaffId == staff))).ToListAsync(ct);
        var own = here.Find(s => s.StaffId == staff && s.StateAt(now, rules) != SessionState.Over);
        foreach (var other in here.Where(s => s.StaffId != staff))
        {
            other.Lock(now);
        }

        if (own is null)
        {
            db.StaffSessions.Add(own = new WorkSession(Guid.CreateVersion7(now), staff, device, browser, now));
        }
        else
        {
            own.SignInAgain(now);
        }

        await db.SaveChangesAsync(ct);
        await db.Users.Where(u => u.Id == staff && u.PinTries > 0).ExecuteUpdateAsync(u => u.SetProperty(x => x.PinTries, 0), ct);
        return own.Id;
    }

    /// <summary>Locks a session.</summary>
    public async Task LockAsync(Guid session, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.StaffSessions.Where(s => s.Id == session && s.EndedAt == null && s.LockedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.LockedAt, now), ct);
    }

    /// <summary>Opens a locked session, once its owner has shown PIN or password.</summary>
    public async Task OpenAsync(Guid session, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.StaffSessions.Where(s => s.Id == session && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LockedAt, (DateTimeOffset?)null).SetProperty(x => x.LastSeenAt, now), ct);
    }

    /// <summary>Ends a session whose owner signs out.</summary>
    public async Task LeaveAsync(Guid session, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.StaffSessions.Where(s => s.Id == session && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndedFor, SessionEnd.SignedOut), ct);
    }

    /// <summary>Ends every other session of an account whose password or second factor changed.</summary>
    public async Task EndOthersAsync(Guid staff, Guid? except, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await StaffDesk.EndSessionsAsync(db, staff, SessionEnd.AccountChanged, time.GetUtcNow(), except, ct);
    }

    /// <summary>Who can take this browser over by PIN: those who signed in in full on it and have neither signed out nor been ended.</summary>
    public async Task<IReadOnlyList<StationPerson>> PeopleAsync(byte[]? device, CancellationToken ct)
    {
        if (device is null)
        {
            return [];
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await Resumable(db, device).OrderBy(x => x.Member.DisplayName).ToListAsync(ct);
        var (now, rules) = (time.GetUtcNow(), await settings.SessionsAsync(ct));
        return [.. found.Where(x => CanResume(x, rules, now))
            .Select(x => new StationPerson(x.Member.Id, x.Member.DisplayName, x.Member.PinTries < StaffPin.MaxTries)).DistinctBy(p => p.Staff)];
    }

    /// <summary>Checks a PIN; every wrong one is counted before it is looked at, so that fifty at once are five.</summary>
    /// <returns><c>pin_wrong</c> or <c>pin_closed</c>.</returns>
    public async Task<Result> CheckPinAsync(Guid staff, string pin, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var counted = await db.Users.Where(u => u.Id == staff && u.PinHash != null && u.PinTries < StaffPin.MaxTries)
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.PinTries, x => x.PinTries + 1), ct);
        if (counted == 0)
        {
            return StaffErrors.PinClosed;
        }

        var hash = HashOf(staff, pin);
        var right = await db.Users.Where(u => u.Id == staff && u.PinHash == hash).ExecuteUpdateAsync(u => u.SetProperty(x => x.PinTries, 0), ct);
        if (right == 1)
        {
            return Result.Ok;
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.StaffSignInFailed, Actor.Visitor, time.GetUtcNow(), subjectId: staff, detail: "pin"));
        await db.SaveChangesAsync(ct);
        return await db.Users.AnyAsync(u => u.Id == staff && u.PinTries >= StaffPin.MaxTries, ct) ? StaffErrors.PinClosed : StaffErrors.PinWrong;
    }

    /// <summary>Somebody takes the browser over by PIN. The session of whoever had it stays, locked.</summary>
    /// <param name="staff">Who comes.</param>
    /// <param name="pin">What was typed.</param>
    /// <param name="device">Hash of the browser's cookie.</param>
    /// <param name="present">The session that the browser's cookie names; null for none.</param>
    /// <param name="ct">Ends waiting.</param>
    /// <returns>The session to go on in; or <c>switch_refused</c>, <c>pin_wrong</c>, <c>pin_closed</c>.</returns>
    public async Task<Result<Guid>> TakeOverAsync(Guid staff, string pin, byte[]? device, Guid? present, CancellationToken ct)
    {
        var (now, rules) = (time.GetUtcNow(), await settings.SessionsAsync(ct));
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = device is null ? null : (await Resumable(db, device).Where(x => x.Member.Id == staff).ToListAsync(ct))
            .Find(x => CanResume(x, rules, now))?.Session;
        if (own is null)
        {
            return StaffErrors.SwitchRefused;
        }

        var right = await CheckPinAsync(staff, pin, ct);
        if (!right.Succeeded)
        {
            return Result<Guid>.Refused(right.Errors);
        }

        await db.StaffSessions.Where(s => s.Id == present && s.Id != own.Id && s.EndedAt == null && s.LockedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.LockedAt, now), ct);
        // Ended in this very moment: then it stays ended.
        var opened = await db.StaffSessions.Where(s => s.Id == own.Id && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LockedAt, (DateTimeOffset?)null).SetProperty(x => x.LastSeenAt, now), ct);
        if (opened == 0)
        {
            return StaffErrors.SwitchRefused;
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.StaffSwitched, Actor.Staff(staff, []), now, subjectId: staff));
        await db.SaveChangesAsync(ct);
        return own.Id;
    }

    /// <summary>As it is stored: under a key, for a million PINs are tried out in a moment.</summary>
    internal byte[] HashOf(Guid staff, string pin) => vault.HashOfCode(staff, "pin:" + pin);

    private static bool CanResume(Resume x, SessionRules rules, DateTimeOffset now) =>
        x.Session.StateAt(now, rules) != SessionState.Over && now - x.Session.SignedInAt < StaffPin.WorksFor && x.Member.PinHash is not null;

    private static IQueryable<Resume> Resumable(PortalDbContext db, byte[] device) =>
        from session in db.StaffSessions.AsNoTracking()
        join member in db.Users.AsNoTracking() on session.StaffId equals member.Id
        where session.DeviceHash == device && session.EndedAt == null && member.IsActive && member.LockedAt == null && member.PasswordHash != null
        select new Resume { Session = session, Member = member };

    private sealed class Resume
    {
        public required WorkSession Session { get; init; }

        public required StaffMember Member { get; init; }
    }
}
