using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Staff;

/// <summary>
/// Makes a link for an account: a new invitation for who has never signed in, otherwise one for a new password. The present password
/// stops working at once, sessions end, and an older link dies.
/// </summary>
public sealed class IssueStaffLink(StaffDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageStaff;

    /// <summary>Returns the link; staff_own_account for the own account, staff_last_admin, staff_account_state for a locked or deactivated one, stale_page for a second click.</summary>
    public async Task<Result<MadeLink>> ExecuteAsync(AccountCommand command, Actor actor, CancellationToken ct)
    {
        MadeLink? made = null;
        var done = await desk.DoAsync(
            Permission,
            command,
            actor,
            async (work, stop) =>
            {
                if (work.IsOwn)
                {
                    return StaffErrors.OwnAccount;
                }

                if (work.Member.State is AccountState.Locked or AccountState.Deactivated)
                {
                    return StaffErrors.AccountState;
                }

                // The password goes: two administrators who reset each other at once would leave nobody who can sign in.
                if (await work.RefusalOfLastAdminAsync(stop) is { } last)
                {
                    return last;
                }

                var kind = await work.Db.StaffSessions.AnyAsync(x => x.StaffId == work.Member.Id, stop) || await work.Db.StaffLinks.AnyAsync(x => x.StaffId == work.Member.Id && x.Used, stop) ? StaffLinkKind.PasswordReset : StaffLinkKind.Invitation;
                await work.RevokeLinkAsync(stop);
                await work.EndSessionsAsync(SessionEnd.AccountChanged, stop);
                work.Member.PasswordHash = null;
                var (link, token) = StaffTokens.Make(work.Member.Id, kind, actor, work.Now);
                work.Db.StaffLinks.Add(link);
                made = new MadeLink(work.Member.Id, kind, token, link.ExpiresAt);
                return new StaffDesk.Trail(AuditVerbs.StaffInvited, Detail: kind.ToString());
            },
            ct);
        return done.Succeeded ? made is null ? AccessErrors.StalePage : made : Result<MadeLink>.Refused(done.Errors);
    }
}
