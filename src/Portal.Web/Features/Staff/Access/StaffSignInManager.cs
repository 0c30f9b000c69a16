using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Infrastructure.Persistence;

namespace Portal.Web.Features.Staff.Access;

/// <summary>Identity's sign-in, closed to deactivated accounts: at the door and for cookies handed out before.</summary>
public sealed class StaffSignInManager(
    UserManager<StaffMember> users,
    IHttpContextAccessor accessor,
    IUserClaimsPrincipalFactory<StaffMember> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<StaffMember>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<StaffMember> confirmation)
    : SignInManager<StaffMember>(users, accessor, claims, options, log, schemes, confirmation)
{
    /// <inheritdoc />
    public override async Task<bool> CanSignInAsync(StaffMember user) => user.IsActive && await base.CanSignInAsync(user);

    /// <inheritdoc />
    public override async Task<StaffMember?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        await base.ValidateSecurityStampAsync(principal) is { IsActive: true } member ? member : null;
}
