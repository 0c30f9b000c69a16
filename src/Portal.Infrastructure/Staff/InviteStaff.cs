using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>A link to hand over. Its token is shown once and kept nowhere.</summary>
public sealed record MadeLink(Guid Staff, StaffLinkKind Kind, string Token, DateTimeOffset ExpiresAt)
{
    /// <summary>Without the token, which must not stray into a log.</summary>
    public override string ToString() => $"MadeLink {Staff}";
}

/// <summary>Creates a staff account and the one-time link with which its owner chooses the first password.</summary>
public sealed class InviteStaff(IDbContextFactory<PortalDbContext> databases, StaffBuilder builder, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageStaff;

    /// <summary>The account to create.</summary>
    /// <param name="UserName">3 to 40 of a-z 0-9 . - _.</param>
    /// <param name="DisplayName">What colleagues read.</param>
    /// <param name="Roles">At least one.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(string UserName, string DisplayName, IReadOnlyList<RoleAssignment> Roles, Guid CommandId);

    /// <summary>Creates account and link; or every fault of what was typed, or stale_page for a second click.</summary>
    public async Task<Result<MadeLink>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var built = await builder.BuildAsync(command.UserName, command.DisplayName, command.Roles, actor, ct);
        if (!built.TryGet(out var member))
        {
            return Result<MadeLink>.Refused(built.Errors);
        }

        var now = time.GetUtcNow();
        var (link, token) = StaffTokens.Make(member.Id, StaffLinkKind.Invitation, actor, now);
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return AccessErrors.StalePage;
        }

        db.Users.Add(member);
        builder.AddSecret(db, member.Id);
        db.StaffLinks.Add(link);
        var office = StaffDesk.OfficeOf(member.Roles);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.StaffCreated, actor, now, office, member.Id, commandId: command.CommandId));
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.StaffInvited, actor, now, office, member.Id, detail: link.Kind.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException taken) when (StaffBuilder.IsTaken(taken))
        {
            return StaffErrors.UserNameTaken;
        }

        return new MadeLink(member.Id, link.Kind, token, link.ExpiresAt);
    }
}
