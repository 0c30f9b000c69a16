using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Staff;

/// <summary>A browser in which somebody is signed in. Times are UTC.</summary>
public sealed record SessionLine(Guid Id, string Browser, string System, DateTimeOffset StartedAt, DateTimeOffset SignedInAt, DateTimeOffset LastSeenAt, bool IsLocked);

/// <summary>The own sessions, and whether a PIN is set.</summary>
/// <param name="Sessions">Latest seen first.</param>
/// <param name="HasPin">Whether a PIN is set.</param>
/// <param name="PinWorks">False after too many wrong ones.</param>
public sealed record OwnSessions(IReadOnlyList<SessionLine> Sessions, bool HasPin, bool PinWorks);

/// <summary>Where somebody is signed in.</summary>
public sealed class ViewOwnSessions(IDbContextFactory<PortalDbContext> databases, SettingsBook settings, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.UseOwnAccount;

    /// <summary>The own ones.</summary>
    public async Task<Result<OwnSessions>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var member = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == actor.StaffId, ct);
        return new OwnSessions(await LiveAsync(db, actor.StaffId!.Value, await settings.SessionsAsync(ct), time.GetUtcNow(), ct), member?.PinHash is not null, member?.PinTries < StaffPin.MaxTries);
    }

    internal static async Task<IReadOnlyList<SessionLine>> LiveAsync(PortalDbContext db, Guid staff, SessionRules rules, DateTimeOffset now, CancellationToken ct)
    {
        var sessions = await db.StaffSessions.AsNoTracking().Where(s => s.StaffId == staff && s.EndedAt == null).OrderByDescending(s => s.LastSeenAt).ToListAsync(ct);
        return [.. sessions.Where(s => s.StateAt(now, rules) != SessionState.Over)
            .Select(s => new SessionLine(s.Id, s.Browser, s.System, s.StartedAt, s.SignedInAt, s.LastSeenAt, s.StateAt(now, rules) == SessionState.Locked))];
    }
}
