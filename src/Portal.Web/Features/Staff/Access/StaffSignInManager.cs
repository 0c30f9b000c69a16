using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Staff;
using Portal.Web.Features.Staff.SignIn;

namespace Portal.Web.Features.Staff.Access;

/// <summary>
/// Identity's sign-in, closed to accounts that are deactivated or locked: at the door and for cookies handed out before. Every sign-in begins a
/// session, or goes on in the one this person has on this browser; the cookie carries its id.
/// </summary>
public sealed class StaffSignInManager(
    UserManager<StaffMember> users,
    IHttpContextAccessor accessor,
    IUserClaimsPrincipalFactory<StaffMember> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<StaffMember>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<StaffMember> confirmation,
    StationDesk station)
    : SignInManager<StaffMember>(users, accessor, claims, options, log, schemes, confirmation)
{
    /// <inheritdoc />
    public override async Task<bool> CanSignInAsync(StaffMember user) => user is { IsActive: true, LockedAt: null } && await base.CanSignInAsync(user);

    /// <inheritdoc />
    public override async Task<StaffMember?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        await base.ValidateSecurityStampAsync(principal) is { IsActive: true, LockedAt: null } member ? member : null;

    /// <inheritdoc />
    public override async Task SignInWithClaimsAsync(StaffMember user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var browser = BrowserWords.Of(Context.Request.Headers.UserAgent);
        var session = await station.EnterAsync(user.Id, StationBrowser.Ensure(Context), browser, StaffDirectory.SessionOf(Context.User), Context.RequestAborted);
        await GiveCookieAsync(user, session, authenticationProperties, additionalClaims);
    }

    /// <summary>Hands the browser to somebody who has a session on it already.</summary>
    public Task ResumeAsync(StaffMember user, Guid session) => GiveCookieAsync(user, session, new AuthenticationProperties(), []);

    private Task GiveCookieAsync(StaffMember user, Guid session, AuthenticationProperties? properties, IEnumerable<Claim> more) =>
        base.SignInWithClaimsAsync(user, properties, more.Append(new Claim(StaffDirectory.SessionClaim, session.ToString())));
}
