using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Staff;

/// <summary>An administrator ends a session of somebody, or all of them: a station was left open, a phone was lost.</summary>
public sealed class EndStaffSessions(StaffDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageStaff;

    /// <summary>Whose, and which one; null for all.</summary>
    public sealed record Command(AccountCommand Account, Guid? Session);

    /// <summary>Returns success, even when they were over already.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command.Account,
        actor,
        async (work, stop) =>
        {
            var ended = await work.Db.StaffSessions.Where(s => s.StaffId == work.Member.Id && s.EndedAt == null && (command.Session == null || s.Id == command.Session))
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, work.Now).SetProperty(x => x.EndedFor, SessionEnd.EndedByAdmin), stop);
            return new StaffDesk.Trail(AuditVerbs.StaffSessionsEnded, Detail: ended.ToString(CultureInfo.InvariantCulture));
        },
        ct);
}
