using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>The account a new installation begins with.</summary>
public static class FirstAdmin
{
    /// <summary>Its user name.</summary>
    public const string UserName = "admin";

    /// <summary>
    /// Makes it when there is no staff at all. The caller prints the password on the console once, never through the
    /// logger: it is kept nowhere. Null when there is staff, or another process made it in the same moment.
    /// </summary>
    public static async Task<CreatedStaff?> EnsureAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using (var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellationToken))
        {
            if (await db.Users.AnyAsync(cancellationToken))
            {
                return null;
            }
        }

        var command = new CreateStaff.Command(UserName, "Administrator", [new RoleAssignment(StaffRole.Admin, Scope.Installation)]);
        var created = await services.GetRequiredService<CreateStaff>().ExecuteAsync(command, Actor.System, cancellationToken);
        return created.TryGet(out var admin) ? admin : null;
    }
}
