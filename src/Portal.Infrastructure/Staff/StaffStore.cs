using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>Identity's store, with the authenticator's key and the recovery codes encrypted at rest.</summary>
public sealed class StaffStore(PortalDbContext context, StaffSecrets secrets, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<StaffMember, PortalDbContext, Guid>(context, describer)
{
    /// <summary>Writes what changed and nothing else: Identity would write back every column as it once read it, and undo what an administrator did meanwhile.</summary>
    /// <inheritdoc />
    public override async Task<IdentityResult> UpdateAsync(StaffMember user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (Context.Entry(user).State == EntityState.Detached)
        {
            return await base.UpdateAsync(user, cancellationToken);
        }

        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        try
        {
            await SaveChanges(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return IdentityResult.Failed(ErrorDescriber.ConcurrencyFailure());
        }

        return IdentityResult.Success;
    }

    /// <inheritdoc />
    public override Task SetTokenAsync(StaffMember user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : secrets.Seal(user.Id, name, value), cancellationToken);

    /// <inheritdoc />
    public override async Task<string?> GetTokenAsync(StaffMember user, string loginProvider, string name, CancellationToken cancellationToken) =>
        secrets.Open(user.Id, name, await base.GetTokenAsync(user, loginProvider, name, cancellationToken));
}
