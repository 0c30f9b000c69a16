using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>
/// Lets somebody set up a new second factor, from the command line of the server: for the only administrator of an installation, who has nobody to
/// ask. Whoever can do it holds the master key anyway.
/// </summary>
public sealed class RecoverAccount(IDbContextFactory<PortalDbContext> databases, StaffDesk desk, StaffSecrets secrets, TimeProvider time) : IUseCase
{
    /// <summary>The detail in the trail.</summary>
    public const string OnServer = "server";

    /// <inheritdoc />
    public static Permission Permission => Permission.RecoverAccount;

    /// <summary>Whose, as typed.</summary>
    public sealed record Command(string UserName);

    /// <summary>Returns success; or not_found, staff_no_second_factor for an account that has none or is not in work.</summary>
    public async Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var name = command.UserName.Trim().ToUpperInvariant();
        if (await db.Users.AsNoTracking().Where(u => u.NormalizedUserName == name).Select(u => new { u.Id, u.Edition }).SingleOrDefaultAsync(ct) is not { } member)
        {
            return AccessErrors.NotFound;
        }

        return await desk.DoAsync(
            Permission,
            new AccountCommand(member.Id, member.Edition, Guid.CreateVersion7(time.GetUtcNow())),
            actor,
            async (work, stop) =>
            {
                if (!work.Member.TwoFactorEnabled || !work.Member.IsActive)
                {
                    return StaffErrors.NoSecondFactor;
                }

                // Confirmed afterwards, a request that waits would take away the new one.
                if (await work.Db.SecondFactorResets.SingleOrDefaultAsync(r => r.StaffId == work.Member.Id && r.DecidedAt == null, stop) is { } request)
                {
                    request.Overtake(work.Now);
                }

                await SecondFactorResets.CarryOutAsync(work, secrets, stop);
                return new StaffDesk.Trail(AuditVerbs.StaffResetConfirmed, Detail: OnServer);
            },
            ct);
    }
}
