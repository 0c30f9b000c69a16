using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>A new account and the password to hand over. It is shown once and kept nowhere.</summary>
public sealed record CreatedStaff(Guid Id, string UserName, string Password)
{
    /// <summary>Without the password, which must not stray into a log.</summary>
    public override string ToString() => $"CreatedStaff {Id}";
}

/// <summary>Creates a staff account with a generated password that has to be replaced at the first sign-in.</summary>
public sealed class CreateStaff(IDbContextFactory<PortalDbContext> databases, OfficeDirectory offices, TimeProvider time) : IUseCase
{
    // Where Identity's store looks for the secret of the authenticator app.
    private const string TokenProvider = "[AspNetUserStore]";
    internal const string AuthenticatorKey = "AuthenticatorKey";
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string UserNameIndex = "user_name_index";

    private static readonly PasswordHasher<StaffMember> Hasher = new();

    /// <inheritdoc />
    public static Permission Permission => Permission.ManageStaff;

    /// <summary>The account to create.</summary>
    /// <param name="UserName">3 to 40 of a-z 0-9 . - _.</param>
    /// <param name="DisplayName">What colleagues read.</param>
    /// <param name="Roles">At least one.</param>
    public sealed record Command(string UserName, string DisplayName, IReadOnlyList<RoleAssignment> Roles);

    /// <summary>Creates the account.</summary>
    public async Task<Result<CreatedStaff>> ExecuteAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        if (!StaffAccountRules.CleanUserName(command.UserName).TryGet(out var userName))
        {
            return StaffErrors.UserNameInvalid;
        }

        var displayName = PersonName.Clean(command.DisplayName, "displayName");
        if (!displayName.Succeeded)
        {
            return displayName.Error;
        }

        if (await RefusalOfRolesAsync(command.Roles, actor, cancellationToken) is { } wrong)
        {
            return wrong;
        }

        var password = StaffAccountRules.NewPassword();
        var member = Build(userName, displayName.Value, password, command.Roles);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Users.Add(member);
        // The secret is there before anybody asks for it, so that opening the enrolment page changes nothing.
        db.UserTokens.Add(new IdentityUserToken<Guid> { UserId = member.Id, LoginProvider = TokenProvider, Name = AuthenticatorKey, Value = RandomNumberGenerator.GetString(Base32, 32) });
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.StaffCreated, actor, time.GetUtcNow(), subjectId: member.Id));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException taken) when (taken.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: UserNameIndex })
        {
            return StaffErrors.UserNameTaken;
        }

        return new CreatedStaff(member.Id, userName, password);
    }

    private static StaffMember Build(string userName, string displayName, string password, IReadOnlyList<RoleAssignment> roles)
    {
        var member = new StaffMember
        {
            Id = Guid.CreateVersion7(),
            UserName = userName,
            NormalizedUserName = userName.ToUpperInvariant(),
            DisplayName = displayName,
            MustChangePassword = true,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        member.PasswordHash = Hasher.HashPassword(member, password);
        foreach (var role in roles.Distinct())
        {
            member.With(role.Role, role.Scope);
        }

        return member;
    }

    // Nobody gives a role that reaches further than their own right to give roles.
    private async Task<Error?> RefusalOfRolesAsync(IReadOnlyList<RoleAssignment> roles, Actor actor, CancellationToken cancellationToken)
    {
        if (roles.Count == 0)
        {
            return StaffErrors.RoleRequired;
        }

        var known = (await offices.GetAsync(cancellationToken)).Offices.Select(o => o.Code).ToList();
        foreach (var scope in roles.Select(r => r.Scope))
        {
            var covered = known.Where(scope.Covers).ToList();
            if (covered.Count == 0 && scope.Kind != ScopeKind.Installation)
            {
                return StaffErrors.ScopeUnknown;
            }

            var reaches = actor.Kind == ActorKind.System
                || actor.Assignments.Any(a => a.Role == StaffRole.Admin && Contains(a.Scope, scope));
            if (!reaches)
            {
                return AccessErrors.Forbidden;
            }
        }

        return null;
    }

    private static bool Contains(Scope outer, Scope inner) => outer.Kind switch
    {
        ScopeKind.Installation => true,
        ScopeKind.Regency => inner == outer || (inner.Kind == ScopeKind.Office && OfficeCode.TryParse(inner.Code, out var office) && outer.Covers(office)),
        ScopeKind.Office => inner == outer,
    };
}
