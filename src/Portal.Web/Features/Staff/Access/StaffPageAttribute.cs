using Microsoft.AspNetCore.Authorization;
using Portal.Core.Staff;

namespace Portal.Web.Features.Staff.Access;

/// <summary>
/// Names the permission of a staff page. A page under <c>/petugas</c> without it is closed to everyone.
/// The use cases behind the page ask for their permission again, and for the record's office.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StaffPageAttribute(Permission permission) : Attribute, IAuthorizationRequirementData
{
    /// <summary>What a member of staff must hold in at least one office.</summary>
    public Permission Permission { get; } = permission;

    /// <inheritdoc />
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new StaffPermissionRequirement(Permission)];
}

/// <summary>Holds a permission somewhere.</summary>
/// <param name="Permission">Which one.</param>
public sealed record StaffPermissionRequirement(Permission Permission) : IAuthorizationRequirement;

/// <summary>Holds for every endpoint; <see cref="RouteAccessRules"/> says what it asks.</summary>
public sealed record RouteAccessRequirement : IAuthorizationRequirement;
