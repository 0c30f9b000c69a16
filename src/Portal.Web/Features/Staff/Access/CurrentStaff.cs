using Microsoft.AspNetCore.Components.Authorization;
using Portal.Core.Shared;
using Portal.Infrastructure.Staff;

namespace Portal.Web.Features.Staff.Access;

/// <summary>The member of staff behind a page, statically rendered or in a circuit; asked anew for every act.</summary>
public sealed class CurrentStaff(AuthenticationStateProvider authentication, StaffDirectory staff)
{
    /// <summary>The member of staff, or null when the sign-in has ended meanwhile.</summary>
    public async Task<StaffStanding?> FindAsync(CancellationToken cancellationToken = default) =>
        await staff.FindAsync((await authentication.GetAuthenticationStateAsync()).User, cancellationToken);

    /// <summary>The actor for a use case; a visitor, who may do nothing here, when the sign-in has ended.</summary>
    public async Task<Actor> ActorAsync(CancellationToken cancellationToken = default) =>
        await FindAsync(cancellationToken) is { } member ? member.Actor : Actor.Visitor;
}
