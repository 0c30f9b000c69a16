using System.Security.Claims;
using Portal.Infrastructure.Staff;
using Portal.Web.Startup;

namespace Portal.Web.Features.Staff.Access;

/// <summary>
/// Looks at the session before any staff page. One that has ended since the cookie was handed out (deactivated, new
/// password elsewhere) counts as none at once. Whoever has an open duty is led to it from wherever they wanted to go:
/// first the generated password is replaced, then the second factor is set up.
/// </summary>
public sealed class StaffSession(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, StaffDirectory staff) =>
        Paths.IsStaff(context.Request.Path) && context.User.Identity?.IsAuthenticated == true ? LookAsync(context, staff) : next(context);

    private async Task LookAsync(HttpContext context, StaffDirectory staff)
    {
        if (await StaffAuthorization.StandingOf(context, staff) is not { } member)
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }
        else if (!MayPassWithDuties(context.Request.Path) && DutyOf(member) is { } duty)
        {
            context.Response.Redirect(duty);
            return;
        }

        await next(context);
    }

    private static bool MayPassWithDuties(PathString path) =>
        RouteAccessRules.Of(path) == RouteAccess.SignIn || RouteAccessRules.IsAccount(path);

    private static string? DutyOf(StaffStanding member) =>
        member.MustChangePassword ? "/petugas/sandi" : member.MustSetSecondFactor ? "/petugas/totp" : null;
}
