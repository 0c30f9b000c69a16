using Portal.Infrastructure.Staff;
using Portal.Web.Startup;

namespace Portal.Web.Features.Staff.Access;

/// <summary>
/// Leads a member of staff with an open duty to it from wherever they wanted to go: first the generated password is
/// replaced, then the second factor is set up.
/// </summary>
public sealed class OpenDuties(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, StaffDirectory staff)
    {
        var path = context.Request.Path;
        if (Paths.IsStaff(path)
            && RouteAccessRules.Of(path) is not RouteAccess.SignIn
            && !RouteAccessRules.IsAccount(path)
            && await StaffAuthorization.StandingOf(context, staff) is { } member)
        {
            if (member.MustChangePassword)
            {
                context.Response.Redirect("/petugas/sandi");
                return;
            }

            if (member.MustSetSecondFactor)
            {
                context.Response.Redirect("/petugas/totp");
                return;
            }
        }

        await next(context);
    }
}
