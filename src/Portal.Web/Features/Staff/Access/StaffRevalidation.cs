using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Staff;

namespace Portal.Web.Features.Staff.Access;

/// <summary>
/// A circuit lives for hours and never sees the cookie again: every half minute the account is looked up, and the
/// circuit of somebody deactivated, signed out everywhere or with a new password is signed out.
/// </summary>
public sealed class StaffRevalidation(ILoggerFactory logs, StaffDirectory staff) : RevalidatingServerAuthenticationStateProvider(logs)
{
    /// <inheritdoc />
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            return await staff.FindAsync(authenticationState.User, cancellationToken) is not null;
        }
        catch (Exception away) when (DatabaseAway.IsTheReason(away))
        {
            // Nobody can do anything either way: every act asks the database who it is. Signed out, they would lose what they typed.
            return true;
        }
    }
}
