using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Staff;

/// <summary>
/// A member of staff at this moment, read from the database for every act: a cookie or a circuit says who somebody is,
/// never what they may do.
/// </summary>
/// <param name="Id">Who.</param>
/// <param name="UserName">The user name.</param>
/// <param name="DisplayName">What colleagues read.</param>
/// <param name="MustChangePassword">The generated password has still to be replaced.</param>
/// <param name="MustSetSecondFactor">The second factor has still to be set up.</param>
/// <param name="Roles">The roles held.</param>
/// <param name="Session">In which session.</param>
/// <param name="IsLocked">The station was left alone: nothing may be done until its owner shows that it is them.</param>
/// <param name="HasPin">Whether a PIN can open it.</param>
public sealed record StaffStanding(Guid Id, string UserName, string DisplayName, bool MustChangePassword, bool MustSetSecondFactor, IReadOnlyList<RoleAssignment> Roles, Guid Session, bool IsLocked, bool HasPin)
{
    /// <summary>
    /// The actor to act as. Whoever has still to replace the generated password or to set up the second factor, or whose session is locked, holds no
    /// role until then, so that no page or circuit can be used around the redirect or under the cover.
    /// </summary>
    public Actor Actor => Actor.Staff(Id, MustChangePassword || MustSetSecondFactor || IsLocked ? [] : Roles);
}

/// <summary>Finds the member of staff behind a signed-in principal.</summary>
public sealed class StaffDirectory(IDbContextFactory<PortalDbContext> databases, SettingsBook settings, TimeProvider time)
{
    /// <summary>The claim that Identity puts the security stamp in.</summary>
    public const string StampClaim = "AspNet.Identity.SecurityStamp";

    /// <summary>The claim that holds the id of the session.</summary>
    public const string SessionClaim = "sid";

    /// <summary>The id of the session in a principal, or null.</summary>
    public static Guid? SessionOf(ClaimsPrincipal principal) => Guid.TryParse(principal.FindFirstValue(SessionClaim), out var id) ? id : null;

    /// <summary>The staff member, or null when nobody is signed in, the account is inactive or locked, the session has ended, or password or second factor changed since sign-in.</summary>
    public async Task<StaffStanding?> FindAsync(ClaimsPrincipal principal, CancellationToken cancellationToken = default)
    {
        if (principal.Identity?.IsAuthenticated != true
            || !Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            || SessionOf(principal) is not { } sessionId
            || principal.FindFirstValue(StampClaim) is not { } stamp)
        {
            return null;
        }

        // One statement: this runs for every act of everybody.
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await (
            from session in db.StaffSessions.AsNoTracking()
            join member in db.Users.AsNoTracking().Include(s => s.Assignments) on session.StaffId equals member.Id
            where session.Id == sessionId && session.EndedAt == null && member.Id == id && member.IsActive && member.LockedAt == null && member.SecurityStamp == stamp
            select new { session, member }).SingleOrDefaultAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (found is null || found.session.StateAt(now, await settings.SessionsAsync(cancellationToken)) is var state && state == SessionState.Over)
        {
            return null;
        }

        if (state == SessionState.Live && now - found.session.LastSeenAt >= SessionRules.SeenEvery)
        {
            var due = now - SessionRules.SeenEvery;
            await db.StaffSessions.Where(s => s.Id == sessionId && s.EndedAt == null && s.LockedAt == null && s.LastSeenAt <= due)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), cancellationToken);
        }

        var standing = found.member;
        return new StaffStanding(
            standing.Id,
            standing.UserName!,
            standing.DisplayName,
            standing.MustChangePassword,
            standing.NeedsSecondFactor && !standing.TwoFactorEnabled,
            standing.Roles,
            sessionId,
            state == SessionState.Locked,
            standing.PinHash is not null && standing.PinTries < StaffPin.MaxTries);
    }
}
