using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Staff;

/// <summary>A link that somebody has still to use.</summary>
public sealed record OpenLink(StaffLinkKind Kind, string? MadeBy, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, bool RanOut);

/// <summary>A request for a new second factor that waits for a second person.</summary>
/// <param name="Reason">Why.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="IsOwn">True when it was the reader, who therefore cannot confirm it.</param>
/// <param name="AskedAt">When, UTC.</param>
/// <param name="ExpiresAt">Until when it can be decided, UTC.</param>
public sealed record OpenReset(string Reason, string? AskedBy, bool IsOwn, DateTimeOffset AskedAt, DateTimeOffset ExpiresAt);

/// <summary>A colleague who could take open work over.</summary>
public sealed record Colleague(Guid Id, string Name);

/// <summary>One account. Times are UTC.</summary>
public sealed record StaffAccountView(
    Guid Id,
    int Edition,
    string UserName,
    string DisplayName,
    AccountState State,
    string? LockReason,
    DateTimeOffset? ClosedUntil,
    IReadOnlyList<RoleAssignment> Roles,
    bool NeedsSecondFactor,
    bool HasSecondFactor,
    bool HasPin,
    OpenLink? Link,
    OpenReset? Reset,
    bool SecondPersonThere,
    OpenWorkView Work,
    IReadOnlyList<Colleague> Colleagues,
    IReadOnlyList<SessionLine> Sessions,
    bool IsOwn,
    bool MayManage,
    bool MayConfirm);

/// <summary>One account with its roles, sessions and what its owner holds.</summary>
public sealed class ViewStaffAccount(IDbContextFactory<PortalDbContext> databases, OfficeDirectory offices, SettingsBook settings, TimeProvider time) : IUseCase
{
    private const int MostColleagues = 100;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewStaff;

    /// <summary>Which one.</summary>
    public sealed record Query(Guid Staff);

    /// <summary>Returns the account, or not_found where no role of it lies within the reader's scope.</summary>
    public async Task<Result<StaffAccountView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Users.AsNoTracking().Include(u => u.Assignments).SingleOrDefaultAsync(u => u.Id == query.Staff, ct) is not { } member || !StaffAccountRules.MaySee(actor, member.Roles))
        {
            return AccessErrors.NotFound;
        }

        var now = time.GetUtcNow();
        var link = await db.StaffLinks.AsNoTracking().SingleOrDefaultAsync(l => l.StaffId == member.Id && l.EndedAt == null, ct);
        var reset = await db.SecondFactorResets.AsNoTracking().SingleOrDefaultAsync(r => r.StaffId == member.Id && r.DecidedAt == null && r.ExpiresAt > now, ct);
        List<Guid?> people = [link?.MadeBy, reset?.AskedBy];
        var names = await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        string? Name(Guid? staff) => staff is { } id ? names.GetValueOrDefault(id) : null;
        var work = await OpenWork.FindAsync(db, member.Id, (await offices.GetAsync(ct)).Offices.Select(o => o.Code), ct);
        var mayManage = StaffAccountRules.RefusalFor(actor, Permission.ManageStaff, member.Roles) is null;
        return new StaffAccountView(
            member.Id,
            member.Edition,
            member.UserName!,
            member.DisplayName,
            member.State,
            member.LockReason,
            member.LockoutEnd > now ? member.LockoutEnd : null,
            member.Roles,
            member.NeedsSecondFactor,
            member.TwoFactorEnabled,
            member.PinHash is not null,
            link is null ? null : new OpenLink(link.Kind, Name(link.MadeBy), link.MadeAt, link.ExpiresAt, !link.IsLive(now)),
            reset is null ? null : new OpenReset(reset.Reason, Name(reset.AskedBy), reset.AskedBy == actor.StaffId, reset.AskedAt, reset.ExpiresAt),
            member.TwoFactorEnabled && mayManage && await SecondFactorResets.SecondPersonAsync(db, member, actor.StaffId, ct),
            work,
            mayManage && work.CanBeHanded ? await ColleaguesAsync(db, member, ct) : [],
            await ViewOwnSessions.LiveAsync(db, member.Id, await settings.SessionsAsync(ct), now, ct),
            member.Id == actor.StaffId,
            mayManage,
            StaffAccountRules.RefusalFor(actor, Permission.ConfirmSecondFactorReset, member.Roles) is null && member.Id != actor.StaffId);
    }

    // Whoever shares a role and place; the act itself asks whether they may.
    private static async Task<IReadOnlyList<Colleague>> ColleaguesAsync(PortalDbContext db, StaffMember member, CancellationToken ct)
    {
        var roles = member.Roles.Select(r => r.Role).Where(r => r is StaffRole.Operator or StaffRole.PrintOperator).ToList();
        var actors = await db.Users.AsNoTracking().Include(u => u.Assignments)
            .Where(u => u.Id != member.Id && u.IsActive && u.LockedAt == null && u.Assignments.Any(a => roles.Contains(a.Role)))
            .OrderBy(u => u.DisplayName).ToListAsync(ct);
        return [.. actors.Where(u => member.Roles.Where(r => roles.Contains(r.Role)).All(r => u.Roles.Any(x => x.Role == r.Role && x.Scope.Contains(r.Scope))))
            .Take(MostColleagues).Select(u => new Colleague(u.Id, u.DisplayName))];
    }
}
