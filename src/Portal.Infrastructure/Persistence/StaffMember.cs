using Microsoft.AspNetCore.Identity;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Persistence;

/// <summary>The account of a member of staff. Sign-in is ASP.NET Core Identity; roles with their scope are our own.</summary>
public sealed class StaffMember : IdentityUser<Guid>
{
    private readonly List<StaffAssignment> _assignments = [];

    /// <summary>The name shown to colleagues.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>False once deactivated: no sign-in, open circuits end.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>True until the generated password was replaced.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Roles and where they hold.</summary>
    public IReadOnlyList<StaffAssignment> Assignments => _assignments;

    /// <summary>True when one of the roles needs a second factor.</summary>
    public bool NeedsSecondFactor => _assignments.Any(a => PermissionTable.NeedsSecondFactor(a.Role));

    /// <summary>Gives a role.</summary>
    public StaffMember With(StaffRole role, Scope scope)
    {
        _assignments.Add(new StaffAssignment { StaffId = Id, Role = role, ScopeKind = scope.Kind, ScopeCode = scope.Code });
        return this;
    }
}

/// <summary>One role of one member of staff, as stored.</summary>
public sealed class StaffAssignment
{
    /// <summary>Database-given.</summary>
    public long Id { get; private set; }

    /// <summary>Whose role.</summary>
    public Guid StaffId { get; init; }

    /// <summary>The role.</summary>
    public StaffRole Role { get; init; }

    /// <summary>How far it reaches.</summary>
    public ScopeKind ScopeKind { get; init; }

    /// <summary>The code the scope names; empty for the installation.</summary>
    public string ScopeCode { get; init; } = "";

    /// <summary>As Core knows it.</summary>
    public RoleAssignment ToCore() => new(Role, new Scope(ScopeKind, ScopeCode));
}
