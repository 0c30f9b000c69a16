using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Staff;

/// <summary>Takes a link back that nobody has used yet: it went to the wrong hands.</summary>
public sealed class RevokeStaffLink(StaffDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageStaff;

    /// <summary>Returns success, or staff_link_over when there is none.</summary>
    public Task<Result> ExecuteAsync(AccountCommand command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command,
        actor,
        async (work, stop) => await work.RevokeLinkAsync(stop) ? new StaffDesk.Trail(AuditVerbs.StaffLinkRevoked) : StaffErrors.LinkOver,
        ct);
}
