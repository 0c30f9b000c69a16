using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>A new account and the password to hand over. It is shown once and kept nowhere.</summary>
public sealed record CreatedStaff(Guid Id, string UserName, string Password)
{
    /// <summary>Without the password, which must not stray into a log.</summary>
    public override string ToString() => $"CreatedStaff {Id}";
}

/// <summary>Creates a staff account with a generated password that has to be replaced at the first sign-in: for the command line. People invite: <see cref="InviteStaff"/>.</summary>
public sealed class CreateStaff(IDbContextFactory<PortalDbContext> databases, StaffBuilder builder, TimeProvider time) : IUseCase
{
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

        var built = await builder.BuildAsync(command.UserName, command.DisplayName, command.Roles, actor, cancellationToken);
        if (!built.TryGet(out var member))
        {
            return Result<CreatedStaff>.Refused(built.Errors);
        }

        var password = StaffAccountRules.NewPassword();
        member.MustChangePassword = true;
        member.PasswordHash = StaffBuilder.Hasher.HashPassword(member, password);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Users.Add(member);
        builder.AddSecret(db, member.Id);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.StaffCreated, actor, time.GetUtcNow(), StaffDesk.OfficeOf(member.Roles), member.Id));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException taken) when (StaffBuilder.IsTaken(taken))
        {
            return StaffErrors.UserNameTaken;
        }

        return new CreatedStaff(member.Id, member.UserName!, password);
    }
}
