using Portal.Core.Staff;

namespace Portal.Web.Features.Staff.Accounts;

/// <summary>Roles as they are chosen on the page, one line each; an unfinished line counts as none.</summary>
public sealed class RoleForm
{
    /// <summary>The lines.</summary>
    public List<Line> Lines { get; } = [];

    public static RoleForm From(IEnumerable<RoleAssignment> roles)
    {
        var form = new RoleForm();
        form.Lines.AddRange(roles.OrderBy(r => r.Role).Select(r => new Line { Role = r.Role.ToString(), Scope = ScopeChoice.KeyOf(r.Scope) }));
        return form;
    }

    /// <summary>What was chosen, of the places offered.</summary>
    public IReadOnlyList<RoleAssignment> ToRoles(IReadOnlyList<ScopeChoice> scopes) =>
    [
        .. from line in Lines
           from role in Enum.GetValues<StaffRole>()
           from scope in scopes
           where role.ToString() == line.Role && scope.Key == line.Scope
           select new RoleAssignment(role, scope.Scope),
    ];

    /// <summary>One line.</summary>
    public sealed class Line
    {
        public string Role { get; set; } = "";

        public string Scope { get; set; } = "";
    }
}
