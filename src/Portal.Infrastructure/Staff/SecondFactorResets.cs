using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>An administrator asks that somebody may set up a new second factor; a different person confirms. Where nobody else could, the asker may act alone, which is reviewed.</summary>
public sealed class AskSecondFactorReset(StaffDesk desk, StaffSecrets secrets, OfficeDirectory offices) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageStaff;

    /// <summary>Whose, why, and whether alone.</summary>
    public sealed record Command(AccountCommand Account, string Reason, bool Alone = false);

    /// <summary>Returns success; or staff_own_account, staff_no_second_factor, staff_reset_pending, staff_reset_not_alone, faults of the reason.</summary>
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

            if (!work.Member.TwoFactorEnabled || !work.Member.IsActive)
            {
                return StaffErrors.NoSecondFactor;
            }

            if (await work.Db.SecondFactorResets.SingleOrDefaultAsync(r => r.StaffId == work.Member.Id && r.DecidedAt == null, stop) is { } before)
            {
                if (before.IsOpen(work.Now))
                {
                    return StaffErrors.ResetPending;
                }

                before.Lapse(work.Now);
                // Its row has to leave the index of open ones before the new one enters.
                await work.Db.SaveChangesAsync(stop);
            }

            var request = new SecondFactorReset(Guid.CreateVersion7(work.Now), work.Member.Id, reason.Value, actor, work.Now);
            work.Db.SecondFactorResets.Add(request);
            if (!command.Alone)
            {
                return new StaffDesk.Trail(AuditVerbs.StaffResetAsked, reason.Value);
            }

            if (await SecondFactorResets.SecondPersonAsync(work.Db, work.Member, actor.StaffId, stop))
            {
                return StaffErrors.ResetNotAlone;
            }

            var decided = request.Decide(confirm: true, alone: true, actor, work.Now);
            if (!decided.Succeeded)
            {
                return Result<StaffDesk.Trail>.Refused(decided.Errors);
            }

            await SecondFactorResets.CarryOutAsync(work, secrets, stop);
            var all = (await offices.GetAsync(stop)).Offices;
            // Reviewed where the person works; for the whole installation, in its first office.
            if (all.FirstOrDefault(o => work.Member.Roles.Any(r => r.Scope.Covers(o.Code))) is { } office)
            {
                LoneActs.Add(work.Db, office, AuditVerbs.StaffResetConfirmed, work.Member.Id, reason.Value, actor, work.Now);
            }

            return new StaffDesk.Trail(AuditVerbs.StaffResetConfirmed, reason.Value, "alone");
        },
        ct);
}

/// <summary>A second person confirms the request, or refuses it; its asker may withdraw it.</summary>
public sealed class DecideSecondFactorReset(StaffDesk desk, StaffSecrets secrets) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ConfirmSecondFactorReset;

    /// <summary>Whose, and whether it is confirmed.</summary>
    public sealed record Command(AccountCommand Account, bool Confirm);

    /// <summary>Returns success; or staff_reset_over, same_person.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command.Account,
        actor,
        async (work, stop) =>
        {
            if (await work.Db.SecondFactorResets.SingleOrDefaultAsync(r => r.StaffId == work.Member.Id && r.DecidedAt == null, stop) is not { } request)
            {
                return StaffErrors.ResetOver;
            }

            var decided = request.Decide(command.Confirm, alone: false, actor, work.Now);
            if (!decided.Succeeded)
            {
                return Result<StaffDesk.Trail>.Refused(decided.Errors);
            }

            if (!command.Confirm)
            {
                return new StaffDesk.Trail(AuditVerbs.StaffResetRefused);
            }

            await SecondFactorResets.CarryOutAsync(work, secrets, stop);
            return new StaffDesk.Trail(AuditVerbs.StaffResetConfirmed);
        },
        ct);
}

/// <summary>What a confirmed reset does, and whether there is a second person.</summary>
internal static class SecondFactorResets
{
    /// <summary>The old authenticator and the recovery codes die, sessions end; the next sign-in leads to setting up a new one.</summary>
    public static async Task CarryOutAsync(StaffDesk.Work work, StaffSecrets secrets, CancellationToken ct)
    {
        work.Member.TwoFactorEnabled = false;
        work.Member.LastTimeStep = null;
        // A PIN must not open what the lost phone was to guard.
        (work.Member.PinHash, work.Member.PinTries) = (null, 0);
        await work.Db.UserTokens.Where(t => t.UserId == work.Member.Id && t.LoginProvider == StaffSecrets.TokenProvider).ExecuteDeleteAsync(ct);
        work.Db.UserTokens.Add(new IdentityUserToken<Guid>
        {
            UserId = work.Member.Id,
            LoginProvider = StaffSecrets.TokenProvider,
            Name = StaffSecrets.AuthenticatorKey,
            Value = secrets.Seal(work.Member.Id, StaffSecrets.AuthenticatorKey, StaffSecrets.NewKey()),
        });
        await work.EndSessionsAsync(SessionEnd.AccountChanged, ct);
    }

    /// <summary>True when somebody else could confirm: in work, not the asker, and with the account within their scope.</summary>
    public static async Task<bool> SecondPersonAsync(PortalDbContext db, StaffMember member, Guid? asker, CancellationToken ct)
    {
        var others = await db.Users.AsNoTracking().Include(u => u.Assignments)
            .Where(u => u.Id != member.Id && u.Id != asker && u.IsActive && u.LockedAt == null && u.PasswordHash != null)
            .Where(u => u.Assignments.Any(a => a.Role == StaffRole.Supervisor || a.Role == StaffRole.Admin))
            .ToListAsync(ct);
        return others.Exists(u => StaffAccountRules.RefusalFor(Actor.Staff(u.Id, u.Roles), Permission.ConfirmSecondFactorReset, member.Roles) is null);
    }
}
