using System.Security.Claims;
using Portal.Infrastructure.Staff;
using Portal.Web.Features.Staff.SignIn;
using Portal.Web.Startup;

namespace Portal.Web.Features.Staff.Access;

/// <summary>
/// Looks at the session before any staff page. One that has ended since the cookie was handed out (deactivated, new
/// password elsewhere) counts as none at once. Whoever has an open duty is led to it from wherever they wanted to go:
/// first the generated password is replaced, then the second factor is set up. A locked session is opened first of all.
/// </summary>
public sealed class StaffSession(RequestDelegate next)
{
    /// <summary>Where a locked session is opened, or passed on to a colleague.</summary>
    public const string SwitchPath = "/petugas/ganti";

    public Task InvokeAsync(HttpContext context, StaffDirectory staff) =>
        Paths.IsStaff(context.Request.Path) && context.User.Identity?.IsAuthenticated == true ? LookAsync(context, staff) : next(context);

    private async Task LookAsync(HttpContext context, StaffDirectory staff)
    {
        if (await StaffAuthorization.StandingOf(context, staff) is not { } member)
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }
        else if (member.IsLocked)
        {
            if (!RouteAccessRules.OpensLocked(context.Request.Path))
            {
                context.Response.Redirect(StaffReturn.Keep(SwitchPath, HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : null));
                return;
            }
        }
        else if (!MayPassWithDuties(context.Request.Path) && DutyOf(member) is { } duty)
        {
            context.Response.Redirect(duty);
            return;
        }

        await next(context);
    }

    private static bool MayPassWithDuties(PathString path) =>
        RouteAccessRules.IsSignIn(path) || RouteAccessRules.IsAccount(path);

    private static string? DutyOf(StaffStanding member) =>
        member.MustChangePassword ? "/petugas/sandi" : member.MustSetSecondFactor ? "/petugas/totp" : null;
}
