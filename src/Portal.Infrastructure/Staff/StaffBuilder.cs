using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>What a new account is made of, however its owner gets the first password.</summary>
public sealed class StaffBuilder(OfficeDirectory offices, StaffSecrets secrets)
{
    private const string UserNameIndex = "user_name_index";

    internal static readonly PasswordHasher<StaffMember> Hasher = new();

    /// <summary>The account, or every fault of what was typed.</summary>
    internal async Task<Result<StaffMember>> BuildAsync(string? userName, string? displayName, IReadOnlyList<RoleAssignment> roles, Actor actor, CancellationToken ct)
    {
        List<Error> errors = [];
        if (!StaffAccountRules.CleanUserName(userName).TryGet(out var user))
        {
            errors.Add(StaffErrors.UserNameInvalid);
        }

        var name = PersonName.Clean(displayName, "displayName");
        errors.AddRange(name.Errors);
        if (await RefusalOfRolesAsync(roles, actor, ct) is { } wrong)
        {
            errors.Add(wrong);
        }

        if (errors.Count > 0)
        {
            return Result<StaffMember>.Refused(errors);
        }

        var member = new StaffMember
        {
            Id = Guid.CreateVersion7(),
            UserName = user,
            NormalizedUserName = user!.ToUpperInvariant(),
            DisplayName = name.Value,
            LockoutEnabled = true,
        };
        member.Restamp();
        member.SetRoles(roles);
        return member;
    }

    /// <summary>The secret of the authenticator is there before anybody asks for it, so that opening the enrolment page changes nothing.</summary>
    internal void AddSecret(PortalDbContext db, Guid staff) => db.UserTokens.Add(new IdentityUserToken<Guid>
    {
        UserId = staff,
        LoginProvider = StaffSecrets.TokenProvider,
        Name = StaffSecrets.AuthenticatorKey,
        Value = secrets.Seal(staff, StaffSecrets.AuthenticatorKey, StaffSecrets.NewKey()),
    });

    /// <summary>True when saving failed because somebody has the user name.</summary>
    internal static bool IsTaken(DbUpdateException e) => e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: UserNameIndex };

    /// <summary>Nobody gives a role that reaches further than their own right to give roles, or that names a place the installation does not have.</summary>
    internal async Task<Error?> RefusalOfRolesAsync(IReadOnlyList<RoleAssignment> roles, Actor actor, CancellationToken ct)
    {
        var known = (await offices.GetAsync(ct)).Offices.Select(o => o.Code).ToList();
        return roles.Any(r => r.Scope.Kind != ScopeKind.Installation && !known.Any(r.Scope.Covers)) ? StaffErrors.ScopeUnknown : StaffAccountRules.RefusalOfRoles(actor, roles);
    }
}
