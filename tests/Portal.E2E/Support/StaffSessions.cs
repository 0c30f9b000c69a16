using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Staff;
using Cookie = Microsoft.Playwright.Cookie;

namespace Portal.E2E.Support;

/// <summary>Sessions of staff without the way through the sign-in pages.</summary>
internal static class StaffSessions
{
    /// <summary>The cookie with which the sign-in would end, once the password is chosen and the second factor set up.</summary>
    public static async Task<Cookie> SessionOfAsync(this PortalServer portal, Guid staff, IEnumerable<StaffRole> roles)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        var member = (await users.FindByIdAsync(staff.ToString()))!;
        member.MustChangePassword = false;
        member.TwoFactorEnabled = roles.Any(PermissionTable.NeedsSecondFactor);
        (await users.UpdateAsync(member)).Succeeded.ShouldBeTrue();

        var scheme = IdentityConstants.ApplicationScheme;
        var options = portal.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var now = portal.Time.GetUtcNow();
        var session = new WorkSession(Guid.NewGuid(), staff, null, BrowserWords.Of("Chrome/ Linux"), now);
        await using (var db = portal.OpenDb())
        {
            db.StaffSessions.Add(session);
            await db.SaveChangesAsync();
        }

        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<StaffMember>>().CreateAsync(member);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(StaffDirectory.SessionClaim, session.Id.ToString()));
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + options.ExpireTimeSpan }, scheme);
        return new Cookie { Name = options.Cookie.Name!, Value = options.TicketDataFormat.Protect(ticket), Url = portal.Address, HttpOnly = true };
    }
}
