using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.StaticAssets;
using Portal.Infrastructure.Staff;
using Portal.Web.Startup;

namespace Portal.Web.Features.Staff.Access;

/// <summary>Decides who reaches which endpoint: the route list first, then the page's permission.</summary>
public sealed class StaffAuthorization(StaffDirectory staff) : IAuthorizationHandler
{
    /// <inheritdoc />
    public async Task HandleAsync(AuthorizationHandlerContext context)
    {
        if (context.Resource is not HttpContext http)
        {
            return;
        }

        foreach (var requirement in context.PendingRequirements.ToList())
        {
            var holds = requirement switch
            {
                RouteAccessRequirement => await MayReachAsync(http),
                StaffPermissionRequirement page => await StandingOf(http) is { } member && member.Actor.MaySomewhere(page.Permission),
                _ => false,
            };
            if (holds)
            {
                context.Succeed(requirement);
            }
        }
    }

    /// <summary>The member of staff of a request, read once per request.</summary>
    public static async Task<StaffStanding?> StandingOf(HttpContext http, StaffDirectory staff)
    {
        if (http.Items.TryGetValue(typeof(StaffStanding), out var known))
        {
            return (StaffStanding?)known;
        }

        var standing = await staff.FindAsync(http.User, http.RequestAborted);
        http.Items[typeof(StaffStanding)] = standing;
        return standing;
    }

    private Task<StaffStanding?> StandingOf(HttpContext http) => StandingOf(http, staff);

    private async Task<bool> MayReachAsync(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint is null)
        {
            // Nothing is there. Whoever is not signed in is not told which staff addresses exist.
            return !Paths.IsStaff(http.Request.Path) || await StandingOf(http) is not null;
        }

        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            return true;
        }

        return RouteAccessRules.Of((endpoint as RouteEndpoint)?.RoutePattern.RawText) switch
        {
            RouteAccess.Public or RouteAccess.SignIn => true,
            RouteAccess.SignedIn => await StandingOf(http) is not null,
            RouteAccess.Permission => endpoint.Metadata.GetMetadata<StaffPageAttribute>() is not null && await StandingOf(http) is not null,
            RouteAccess.Denied => false,
        };
    }
}
