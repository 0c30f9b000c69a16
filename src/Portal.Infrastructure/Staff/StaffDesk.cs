using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>What every act on an account names: whose, as which edition, and once.</summary>
/// <param name="Staff">The account.</param>
/// <param name="Edition">The edition that the page showed.</param>
/// <param name="CommandId">Makes a double click one act.</param>
public sealed record AccountCommand(Guid Staff, int Edition, Guid CommandId);

/// <summary>
/// Runs an act on an account: locks it, asks permission and scope, recognises a command that was carried out before and a page that is stale, and
/// writes the trail, all in one transaction.
/// </summary>
public sealed class StaffDesk(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    // Acts on accounts are rare, so one at a time: two administrators who deactivate each other at once would leave none.
    private const long OneAtATime = 0x504F5254414C05;

    /// <summary>An act under way.</summary>
    /// <param name="Db">Its context, in its transaction.</param>
    /// <param name="Member">The account, locked.</param>
    /// <param name="Actor">Who acts.</param>
    /// <param name="Now">The moment, UTC.</param>
    public sealed record Work(PortalDbContext Db, StaffMember Member, Actor Actor, DateTimeOffset Now)
    {
        /// <summary>True when somebody acts on the own account.</summary>
        public bool IsOwn => Actor.StaffId == Member.Id;

        /// <summary>Ends every session, and whatever link was under way.</summary>
        public async Task EndSessionsAsync(SessionEnd why, CancellationToken ct)
        {
            Member.Restamp();
            await StaffDesk.EndSessionsAsync(Db, Member.Id, why, Now, null, ct);
        }

        /// <summary>Takes back the link that is under way, if any.</summary>
        public async Task<bool> RevokeLinkAsync(CancellationToken ct) =>
            await Db.StaffLinks.Where(l => l.StaffId == Member.Id && l.EndedAt == null).ExecuteUpdateAsync(l => l.SetProperty(x => x.EndedAt, Now), ct) > 0;

        /// <summary>Null unless nobody but this account could administer the installation.</summary>
        public async Task<Error?> RefusalOfLastAdminAsync(CancellationToken ct) =>
            Member.Roles.Any(IsInstallationAdmin) && !await Db.Users.AnyAsync(
                u => u.Id != Member.Id && u.IsActive && u.LockedAt == null && u.PasswordHash != null
                    && u.Assignments.Any(a => a.Role == StaffRole.Admin && a.ScopeKind == ScopeKind.Installation), ct)
                ? StaffErrors.LastAdmin
                : null;

        private static bool IsInstallationAdmin(RoleAssignment role) => role is { Role: StaffRole.Admin, Scope.Kind: ScopeKind.Installation };
    }

    /// <summary>What goes into the trail.</summary>
    /// <param name="Verb">The verb.</param>
    /// <param name="Reason">Why, cleaned; null where none is asked for.</param>
    /// <param name="Detail">A machine-readable detail, or null.</param>
    public sealed record Trail(string Verb, string? Reason = null, string? Detail = null);

    /// <summary>Acts on an account that the actor administers; the act says what to write down, or why not.</summary>
    public Task<Result> DoAsync(Permission permission, AccountCommand command, Actor actor, Func<Work, CancellationToken, Task<Result<Trail>>> act, CancellationToken ct) =>
        Retry.OnConflictAsync<Result>(async () =>
        {
            if (actor.RefusalFor(permission) is { } refusal)
            {
                return refusal;
            }

            await using var db = await databases.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({OneAtATime})", ct);
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM staff WHERE id = {command.Staff} FOR UPDATE", ct);
            if (await db.Users.Include(u => u.Assignments).SingleOrDefaultAsync(u => u.Id == command.Staff, ct) is not { } member)
            {
                return AccessErrors.NotFound;
            }

            if (StaffAccountRules.RefusalFor(actor, permission, member.Roles) is { } beyond)
            {
                return beyond;
            }

            if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
            {
                return Result.Ok;
            }

            if (member.Edition != command.Edition)
            {
                return AccessErrors.StalePage;
            }

            var now = time.GetUtcNow();
            var done = await act(new Work(db, member, actor, now), ct);
            if (!done.TryGet(out var trail))
            {
                return Result.Refused(done.Errors);
            }

            member.Edition++;
            db.AuditEvents.Add(AuditEvent.Of(trail.Verb, actor, now, OfficeOf(member.Roles), member.Id, trail.Reason, trail.Detail, command.CommandId));
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException e) when (Retry.ViolatedUnique(e) is AuditEventMapping.OncePerCommand or StaffLinkMapping.OneEach)
            {
                return AccessErrors.StalePage;
            }

            await transaction.CommitAsync(ct);
            return Result.Ok;
        });

    /// <summary>The one office in which an account works, in whose trail its acts stand; null for several or none.</summary>
    public static OfficeCode? OfficeOf(IReadOnlyCollection<RoleAssignment> roles) =>
        roles.Select(r => r.Scope).Distinct().ToList() is [{ Kind: ScopeKind.Office } only] && OfficeCode.TryParse(only.Code, out var office) ? office : null;

    /// <summary>Ends the sessions of an account; returns how many.</summary>
    public static Task<int> EndSessionsAsync(PortalDbContext db, Guid staff, SessionEnd why, DateTimeOffset now, Guid? except, CancellationToken ct) =>
        db.StaffSessions.Where(s => s.StaffId == staff && s.EndedAt == null && s.Id != (except ?? Guid.Empty))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndedFor, why), ct);
}
