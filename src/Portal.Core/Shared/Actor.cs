using Portal.Core.Staff;

namespace Portal.Core.Shared;

/// <summary>What kind of actor stands behind an act.</summary>
public enum ActorKind
{
    /// <summary>Anyone on a resident page, without a link.</summary>
    Visitor,

    /// <summary>The holder of an application's own link.</summary>
    Resident,

    /// <summary>A machine using the public API.</summary>
    ApiClient,

    /// <summary>A signed-in member of staff.</summary>
    Staff,

    /// <summary>The portal itself.</summary>
    System,
}

/// <summary>Who acts. Every use case takes one and asks it before anything else.</summary>
public sealed class Actor
{
    private Actor(ActorKind kind, Guid? staffId, Guid? applicationId, IReadOnlyList<RoleAssignment> assignments)
    {
        Kind = kind;
        StaffId = staffId;
        ApplicationId = applicationId;
        Assignments = assignments;
    }

    /// <summary>Anyone on a resident page.</summary>
    public static Actor Visitor { get; } = new(ActorKind.Visitor, null, null, []);

    /// <summary>A machine using the public API.</summary>
    public static Actor ApiClient { get; } = new(ActorKind.ApiClient, null, null, []);

    /// <summary>The portal itself.</summary>
    public static Actor System { get; } = new(ActorKind.System, null, null, []);

    /// <summary>What kind of actor this is.</summary>
    public ActorKind Kind { get; }

    /// <summary>The staff member, or null for anyone else.</summary>
    public Guid? StaffId { get; }

    /// <summary>The one application a resident's link opens, or null.</summary>
    public Guid? ApplicationId { get; }

    /// <summary>A staff member's roles; empty for anyone else.</summary>
    public IReadOnlyList<RoleAssignment> Assignments { get; }

    /// <summary>The holder of an application's own link.</summary>
    public static Actor Resident(Guid applicationId) => new(ActorKind.Resident, null, applicationId, []);

    /// <summary>A signed-in member of staff with the roles held at this moment.</summary>
    public static Actor Staff(Guid staffId, IReadOnlyList<RoleAssignment> assignments) => new(ActorKind.Staff, staffId, null, assignments);

    /// <summary>True when this actor holds <paramref name="permission"/> in <paramref name="office"/>.</summary>
    public bool May(Permission permission, OfficeCode office) =>
        HoldsOutsideRoles(permission) || Assignments.Any(a => Holds(a, permission) && a.Scope.Covers(office));

    /// <summary>True when this actor holds <paramref name="permission"/> in at least one office.</summary>
    public bool MaySomewhere(Permission permission) =>
        HoldsOutsideRoles(permission) || Assignments.Any(a => Holds(a, permission));

    /// <summary>The offices, out of <paramref name="offices"/>, in which this actor holds <paramref name="permission"/>.</summary>
    public IEnumerable<OfficeCode> OfficesWith(Permission permission, IEnumerable<OfficeCode> offices) =>
        offices.Where(office => May(permission, office));

    /// <summary>
    /// Null when this actor may act on a record of <paramref name="office"/>; otherwise the refusal: somebody who holds
    /// the permission elsewhere must not learn that the record exists (not found), anybody else is told no (forbidden).
    /// </summary>
    public Error? RefusalFor(Permission permission, OfficeCode office) =>
        May(permission, office) ? null : MaySomewhere(permission) ? AccessErrors.NotFound : AccessErrors.Forbidden;

    /// <summary>Null when this actor holds <paramref name="permission"/> anywhere; otherwise forbidden.</summary>
    public Error? RefusalFor(Permission permission) => MaySomewhere(permission) ? null : AccessErrors.Forbidden;

    /// <summary>
    /// Null when this actor holds <paramref name="permission"/> over the whole installation, for what all offices share;
    /// otherwise forbidden.
    /// </summary>
    public Error? RefusalForInstallation(Permission permission) => MayEverywhere(permission) ? null : AccessErrors.Forbidden;

    /// <summary>True when this actor holds <paramref name="permission"/> over the whole installation.</summary>
    public bool MayEverywhere(Permission permission) =>
        HoldsOutsideRoles(permission) || Assignments.Any(a => Holds(a, permission) && a.Scope.Kind == ScopeKind.Installation);

    /// <summary>True when this actor holds <paramref name="permission"/> over the whole regency in which <paramref name="office"/> lies, for offices that are not there yet.</summary>
    public bool MayInRegency(Permission permission, OfficeCode office) =>
        HoldsOutsideRoles(permission) || Assignments.Any(a => Holds(a, permission) && a.Scope.Kind != ScopeKind.Office && a.Scope.Covers(office));

    /// <summary>True when this actor holds <paramref name="permission"/> over a whole regency at least.</summary>
    public bool MayInSomeRegency(Permission permission) =>
        HoldsOutsideRoles(permission) || Assignments.Any(a => Holds(a, permission) && a.Scope.Kind != ScopeKind.Office);

    /// <summary>True when this actor holds <paramref name="permission"/> over everything within <paramref name="scope"/>.</summary>
    public bool MayWithin(Permission permission, Scope scope) =>
        HoldsOutsideRoles(permission) || Assignments.Any(a => Holds(a, permission) && a.Scope.Contains(scope));

    private static bool Holds(RoleAssignment assignment, Permission permission) =>
        PermissionTable.HoldersOf(permission).HasFlag(PermissionTable.FlagOf(assignment.Role));

    private bool HoldsOutsideRoles(Permission permission)
    {
        var holders = PermissionTable.HoldersOf(permission);
        return Kind switch
        {
            ActorKind.Visitor or ActorKind.ApiClient => holders.HasFlag(Holders.Visitor),
            ActorKind.Resident => holders.HasFlag(Holders.Resident),
            ActorKind.System => holders.HasFlag(Holders.System),
            ActorKind.Staff => false,
        };
    }
}
