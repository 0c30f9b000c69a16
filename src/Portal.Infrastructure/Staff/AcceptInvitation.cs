using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>What a live link opens.</summary>
/// <param name="Kind">First password, or a new one.</param>
/// <param name="UserName">To be typed at every sign-in.</param>
/// <param name="DisplayName">Whom it is for.</param>
/// <param name="NeedsSecondFactor">Whether an authenticator app has to be set up next.</param>
/// <param name="ExpiresAt">Until when, UTC.</param>
public sealed record InvitationView(StaffLinkKind Kind, string UserName, string DisplayName, bool NeedsSecondFactor, DateTimeOffset ExpiresAt);

/// <summary>Looks at a link; changes nothing.</summary>
public sealed class ViewInvitation(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.AcceptInvitation;

    /// <summary>The token in the link's address.</summary>
    public sealed record Query(string Token);

    /// <summary>Returns what it opens; staff_link_over when it was used, revoked, has run out or never was one.</summary>
    public async Task<Result<InvitationView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await FindAsync(db, query.Token, ct) is { } found && found.Link.IsLive(time.GetUtcNow())
            ? new InvitationView(found.Link.Kind, found.Member.UserName!, found.Member.DisplayName, found.Member.NeedsSecondFactor && !found.Member.TwoFactorEnabled, found.Link.ExpiresAt)
            : StaffErrors.LinkOver;
    }

    internal static async Task<(StaffLink Link, StaffMember Member)?> FindAsync(PortalDbContext db, string token, CancellationToken ct)
    {
        if (StaffTokens.HashOf(token) is not { } hash || await db.StaffLinks.SingleOrDefaultAsync(l => l.TokenHash == hash, ct) is not { } link)
        {
            return null;
        }

        var member = await db.Users.Include(u => u.Assignments).SingleAsync(u => u.Id == link.StaffId, ct);
        return member.State is AccountState.Locked or AccountState.Deactivated ? null : (link, member);
    }
}

/// <summary>Somebody chooses a password with a link; the link is then used up.</summary>
public sealed class AcceptInvitation(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.AcceptInvitation;

    /// <summary>The token, and the password typed twice.</summary>
    public sealed record Command(string Token, string Password, string Again)
    {
        /// <summary>Without what must not stray into a log.</summary>
        public override string ToString() => nameof(AcceptInvitation);
    }

    /// <summary>Returns the user name to sign in with; or staff_link_over, or what is wrong with the password.</summary>
    public Task<Result<string>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync<Result<string>>(async () =>
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Two at once wait here for each other, and the second finds it used.
        var hash = StaffTokens.HashOf(command.Token) ?? [];
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM staff_links l JOIN staff s ON s.id = l.staff_id WHERE l.token_hash = {hash} FOR UPDATE", ct);
        if (await ViewInvitation.FindAsync(db, command.Token, ct) is not { } found)
        {
            return StaffErrors.LinkOver;
        }

        var (link, member, now) = (found.Link, found.Member, time.GetUtcNow());
        if (!link.IsLive(now))
        {
            return StaffErrors.LinkOver;
        }

        var rules = StaffAccountRules.CheckPassword(command.Password, command.Again, "", member.UserName!);
        if (!rules.Succeeded)
        {
            return Result<string>.Refused(rules.Errors);
        }

        var used = link.Use(now);
        if (!used.Succeeded)
        {
            return Result<string>.Refused(used.Errors);
        }

        member.PasswordHash = StaffBuilder.Hasher.HashPassword(member, command.Password);
        member.MustChangePassword = false;
        (member.LockoutEnd, member.AccessFailedCount) = (null, 0);
        member.Restamp();
        await StaffDesk.EndSessionsAsync(db, member.Id, SessionEnd.AccountChanged, now, null, ct);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.StaffLinkUsed, Actor.Staff(member.Id, []), now, StaffDesk.OfficeOf(member.Roles), member.Id, detail: link.Kind.ToString()));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return member.UserName!;
    });
}
