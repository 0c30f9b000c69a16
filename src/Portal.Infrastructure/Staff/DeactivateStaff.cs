using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;

namespace Portal.Infrastructure.Staff;

/// <summary>Closes the account of somebody who works here no longer. What the person holds goes to a colleague, or back to where everybody takes it from.</summary>
public sealed class DeactivateStaff(StaffDesk desk, OfficeDirectory offices) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageStaff;

    /// <summary>Which account, why, and who takes the work over.</summary>
    /// <param name="Account">Whose.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Colleague">Who takes it over; null: it goes back to the queue.</param>
    public sealed record Command(AccountCommand Account, string Reason, Guid? Colleague);

    /// <summary>Returns success; or staff_own_account, staff_last_admin, staff_account_state, staff_colleague, faults of the reason.</summary>
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

            if (!work.Member.IsActive)
            {
                return StaffErrors.AccountState;
            }

            if (await work.RefusalOfLastAdminAsync(stop) is { } last)
            {
                return last;
            }

            var handed = await OpenWork.HandOverAsync(work, command.Colleague, [.. (await offices.GetAsync(stop)).Offices.Select(o => o.Code)], stop);
            if (!handed.TryGet(out var trail))
            {
                return Result<StaffDesk.Trail>.Refused(handed.Errors);
            }

            if (trail is not null)
            {
                work.Db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.StaffWorkHandedOver, actor, work.Now, StaffDesk.OfficeOf(work.Member.Roles), work.Member.Id, detail: trail));
            }

            work.Member.IsActive = false;
            (work.Member.LockedAt, work.Member.LockReason, work.Member.PinHash) = (null, null, null);
            await work.RevokeLinkAsync(stop);
            await work.Db.SecondFactorResets.Where(r => r.StaffId == work.Member.Id && r.DecidedAt == null)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.DecidedAt, work.Now).SetProperty(x => x.Confirmed, false), stop);
            await work.EndSessionsAsync(SessionEnd.AccountChanged, stop);
            return new StaffDesk.Trail(AuditVerbs.StaffDeactivated, reason.Value);
        },
        ct);
}

/// <summary>Lets somebody back: with the roles as they were, and a password to be chosen anew by link.</summary>
public sealed class ReactivateStaff(StaffDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageStaff;

    /// <summary>Returns success, or staff_account_state when it is active.</summary>
    public Task<Result> ExecuteAsync(AccountCommand command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command,
        actor,
        (work, _) =>
        {
            if (work.Member.IsActive)
            {
                return Task.FromResult<Result<StaffDesk.Trail>>(StaffErrors.AccountState);
            }

            work.Member.IsActive = true;
            work.Member.PasswordHash = null;
            return Task.FromResult<Result<StaffDesk.Trail>>(new StaffDesk.Trail(AuditVerbs.StaffReactivated));
        },
        ct);
}
