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

    /// <summary>Since when an administrator has it locked, UTC; null while it is not. Too many wrong passwords are Identity's lockout, which ends by itself.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>Why it is locked.</summary>
    public string? LockReason { get; set; }

    /// <summary>Keyed hash of the PIN; null for none.</summary>
    public byte[]? PinHash { get; set; }

    /// <summary>Wrong PINs since the last full sign-in.</summary>
    public int PinTries { get; set; }

    /// <summary>The time step of the last code of the authenticator that was taken: no code opens twice.</summary>
    public long? LastTimeStep { get; set; }

    /// <summary>Counts what administrators did to the account, so that a stale page is told; xmin would change with every wrong password.</summary>
    public int Edition { get; set; }

    /// <summary>Whether it can sign in.</summary>
    public AccountState State => !IsActive ? AccountState.Deactivated : LockedAt is not null ? AccountState.Locked : PasswordHash is null ? AccountState.Invited : AccountState.Active;

    /// <summary>Its roles, as Core knows them.</summary>
    public IReadOnlyList<RoleAssignment> Roles => _assignments.ConvertAll(a => a.ToCore());

    /// <summary>Roles and where they hold.</summary>
    public IReadOnlyList<StaffAssignment> Assignments => _assignments;

    /// <summary>True when one of the roles needs a second factor.</summary>
    public bool NeedsSecondFactor => _assignments.Any(a => PermissionTable.NeedsSecondFactor(a.Role));

    /// <summary>Replaces the roles by these.</summary>
    public void SetRoles(IReadOnlyCollection<RoleAssignment> roles)
    {
        _assignments.RemoveAll(a => !roles.Contains(a.ToCore()));
        foreach (var role in roles.Distinct().Where(r => !_assignments.Exists(a => a.ToCore() == r)).ToList())
        {
            With(role.Role, role.Scope);
        }
    }

    /// <summary>Ends every session at its next look, for a cookie carries the stamp it was made with; and whatever Identity read before is not written back.</summary>
    public void Restamp() => (SecurityStamp, ConcurrencyStamp) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());

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
