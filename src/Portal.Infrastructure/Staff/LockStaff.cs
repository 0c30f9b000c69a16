using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Staff;

/// <summary>Locks an account until somebody unlocks it: a lost phone, a person on long leave. Roles and work stay.</summary>
public sealed class LockStaff(StaffDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageStaff;

    /// <summary>Which account, and why.</summary>
    public sealed record Command(AccountCommand Account, string Reason);

    /// <summary>Returns success; or staff_own_account, staff_last_admin, staff_account_state, faults of the reason.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command.Account,
        actor,
        async (work, stop) =>
        {
            var reason = AuditReason.Clean(command.Reason);
            if (!reason.Succeeded)
            {
                return Result<StaffDesk.Trail>.Refused(reason.Errors);
            }

            if (work.IsOwn)
            {
                return StaffErrors.OwnAccount;
            }

            if (work.Member.State is AccountState.Locked or AccountState.Deactivated)
            {
                return StaffErrors.AccountState;
            }

            if (await work.RefusalOfLastAdminAsync(stop) is { } last)
            {
                return last;
            }

            (work.Member.LockedAt, work.Member.LockReason) = (work.Now, reason.Value);
            await work.EndSessionsAsync(SessionEnd.AccountChanged, stop);
            return new StaffDesk.Trail(AuditVerbs.StaffLocked, reason.Value);
        },
        ct);
}

/// <summary>Unlocks it.</summary>
public sealed class UnlockStaff(StaffDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageStaff;

    /// <summary>Returns success, or staff_account_state when it is not locked.</summary>
    public Task<Result> ExecuteAsync(AccountCommand command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command,
        actor,
        (work, _) =>
        {
            if (work.Member.State != AccountState.Locked)
            {
                return Task.FromResult<Result<StaffDesk.Trail>>(StaffErrors.AccountState);
            }

            (work.Member.LockedAt, work.Member.LockReason) = (null, null);
            // Wrong passwords of whoever was kept out are forgotten with it.
            (work.Member.LockoutEnd, work.Member.AccessFailedCount) = (null, 0);
            return Task.FromResult<Result<StaffDesk.Trail>>(new StaffDesk.Trail(AuditVerbs.StaffUnlocked));
        },
        ct);
}
