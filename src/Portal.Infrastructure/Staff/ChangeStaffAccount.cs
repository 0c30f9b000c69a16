using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Staff;

/// <summary>Changes the name and the roles of an account. Open pages know within a minute; every act at once.</summary>
public sealed class ChangeStaffAccount(StaffDesk desk, StaffBuilder builder) : IUseCase
{
    private const int LongestDetail = 200;

    /// <inheritdoc />
    public static Permission Permission => Permission.ManageStaff;

    /// <summary>How the account is to be.</summary>
    /// <param name="Account">Whose.</param>
    /// <param name="DisplayName">What colleagues read.</param>
    /// <param name="Roles">At least one.</param>
    public sealed record Command(AccountCommand Account, string DisplayName, IReadOnlyList<RoleAssignment> Roles);

    /// <summary>Returns success; or faults of what was typed, staff_own_admin_role, staff_last_admin.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command.Account,
        actor,
        async (work, stop) =>
        {
            var name = PersonName.Clean(command.DisplayName, "displayName");
            if (!name.Succeeded)
            {
                return Result<StaffDesk.Trail>.Refused(name.Errors);
            }

            if (await builder.RefusalOfRolesAsync(command.Roles, actor, stop) is { } wrong)
            {
                return wrong;
            }

            if (work.IsOwn && work.Member.Roles.Any(r => r.Role == StaffRole.Admin) && command.Roles.All(r => r.Role != StaffRole.Admin))
            {
                return StaffErrors.OwnAdminRole;
            }

            if (!command.Roles.Contains(new RoleAssignment(StaffRole.Admin, Scope.Installation)) && await work.RefusalOfLastAdminAsync(stop) is { } last)
            {
                return last;
            }

            work.Member.DisplayName = name.Value;
            work.Member.SetRoles(command.Roles);
            var detail = string.Join(' ', work.Member.Roles.Select(r => $"{r.Role}:{(r.Scope.Code.Length > 0 ? r.Scope.Code : "*")}").Order(StringComparer.Ordinal));
            return new StaffDesk.Trail(AuditVerbs.StaffChanged, Detail: detail.Length <= LongestDetail ? detail : detail[..(LongestDetail - 1)] + "…");
        },
        ct);
}
