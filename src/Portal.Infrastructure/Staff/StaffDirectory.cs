using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>
/// A member of staff at this moment, read from the database for every act: a cookie or a circuit says who somebody is,
/// never what they may do.
/// </summary>
public sealed record StaffStanding(Guid Id, string UserName, string DisplayName, bool MustChangePassword, bool MustSetSecondFactor, IReadOnlyList<RoleAssignment> Roles)
{
    /// <summary>
    /// The actor to act as. Whoever has still to replace the generated password or to set up the second factor holds no
    /// role until then, so that no page or circuit can be used around the redirect.
    /// </summary>
    public Actor Actor => Actor.Staff(Id, MustChangePassword || MustSetSecondFactor ? [] : Roles);
}

/// <summary>Finds the member of staff behind a signed-in principal.</summary>
public sealed class StaffDirectory(IDbContextFactory<PortalDbContext> databases)
{
    /// <summary>The claim that Identity puts the security stamp in.</summary>
    public const string StampClaim = "AspNet.Identity.SecurityStamp";

    /// <summary>The staff member, or null when nobody is signed in, the account is inactive, or password or second factor changed since sign-in.</summary>
    public async Task<StaffStanding?> FindAsync(ClaimsPrincipal principal, CancellationToken cancellationToken = default)
    {
        if (principal.Identity?.IsAuthenticated != true
            || !Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            || principal.FindFirstValue(StampClaim) is not { } stamp)
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var member = await db.Users.AsNoTracking().Include(s => s.Assignments)
            .SingleOrDefaultAsync(s => s.Id == id && s.IsActive && s.SecurityStamp == stamp, cancellationToken);
        return member is null ? null : new StaffStanding(
            member.Id,
            member.UserName!,
            member.DisplayName,
            member.MustChangePassword,
            member.NeedsSecondFactor && !member.TwoFactorEnabled,
            [.. member.Assignments.Select(a => a.ToCore())]);
    }
}
