using Microsoft.EntityFrameworkCore;
using Portal.Core.Settings;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>One account in the list. Times are UTC.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserName">The user name.</param>
/// <param name="DisplayName">What colleagues read.</param>
/// <param name="State">Whether it can sign in.</param>
/// <param name="Roles">Every role, also those outside the reader's scope: who may do what else is no secret among colleagues.</param>
/// <param name="LacksSecondFactor">A role needs a second factor that is not set up yet.</param>
/// <param name="ResetAsked">Somebody asked for a new second factor, and a second person is to decide.</param>
/// <param name="LastSeenAt">The last act; null when never, or long ago.</param>
public sealed record StaffLine(Guid Id, string UserName, string DisplayName, AccountState State, IReadOnlyList<RoleAssignment> Roles, bool LacksSecondFactor, bool ResetAsked, DateTimeOffset? LastSeenAt);

/// <summary>A page of accounts.</summary>
/// <param name="Total">How many match, on all pages.</param>
/// <param name="Rows">Those of this page.</param>
public sealed record StaffList(int Total, IReadOnlyList<StaffLine> Rows);

/// <summary>The accounts whose roles lie within the reader's scope, by name.</summary>
public sealed class ViewStaffAccounts(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    /// <summary>The largest page.</summary>
    public const int LargestPage = 100;

    private const string Escape = "\\";

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewStaff;

    /// <summary>What to show.</summary>
    /// <param name="Search">Part of a name or user name; null for all.</param>
    /// <param name="Role">Only holders of this role.</param>
    /// <param name="State">Only accounts in this state; null: all but deactivated ones.</param>
    /// <param name="Office">Only those who work in this office: by a role there, in its regency, or everywhere.</param>
    /// <param name="Skip">How many to pass over.</param>
    /// <param name="Take">How many at most.</param>
    public sealed record Query(string? Search = null, StaffRole? Role = null, AccountState? State = null, OfficeCode? Office = null, int Skip = 0, int Take = 25);

    /// <summary>Returns the page, or forbidden.</summary>
    public async Task<Result<StaffList>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var all = db.Users.AsNoTracking();
        if (!actor.MayEverywhere(Permission))
        {
            // A regency's code begins the codes of its offices: 36.72 and 36.72.03.
            var scopes = actor.Assignments.Where(a => actor.MayWithin(Permission, a.Scope)).Select(a => a.Scope).Distinct().ToList();
            var offices = scopes.Where(s => s.Kind == ScopeKind.Office).Select(s => s.Code).ToList();
            var regencies = scopes.Where(s => s.Kind == ScopeKind.Regency).Select(s => s.Code).ToList();
            all = all.Where(u => u.Assignments.Any(a =>
                (a.ScopeKind == ScopeKind.Office && (offices.Contains(a.ScopeCode) || regencies.Contains(a.ScopeCode.Substring(0, 5))))
                || (a.ScopeKind == ScopeKind.Regency && regencies.Contains(a.ScopeCode))));
        }

        // Without invisible signs: the database refuses U+0000.
        if (TypedText.Line(query.Search) is { Length: > 0 } search)
        {
            var like = "%" + search.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
            all = all.Where(u => EF.Functions.ILike(u.DisplayName, like, Escape) || EF.Functions.ILike(u.UserName!, like, Escape));
        }

        if (query.Role is { } role)
        {
            all = all.Where(u => u.Assignments.Any(a => a.Role == role));
        }

        if (query.Office is { } office)
        {
            var (code, regency) = (office.ToString(), office.RegencyCode);
            all = all.Where(u => u.Assignments.Any(a => a.ScopeKind == ScopeKind.Installation || (a.ScopeKind == ScopeKind.Office && a.ScopeCode == code) || (a.ScopeKind == ScopeKind.Regency && a.ScopeCode == regency)));
        }

        all = query.State switch
        {
            AccountState.Deactivated => all.Where(u => !u.IsActive),
            AccountState.Locked => all.Where(u => u.IsActive && u.LockedAt != null),
            AccountState.Invited => all.Where(u => u.IsActive && u.LockedAt == null && u.PasswordHash == null),
            AccountState.Active => all.Where(u => u.IsActive && u.LockedAt == null && u.PasswordHash != null),
            null => all.Where(u => u.IsActive),
        };
        var total = await all.CountAsync(ct);
        var rows = await all.Include(u => u.Assignments).OrderBy(u => u.DisplayName).ThenBy(u => u.Id).Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 0, LargestPage)).ToListAsync(ct);
        var ids = rows.ConvertAll(u => u.Id);
        var seen = await db.StaffSessions.Where(s => ids.Contains(s.StaffId)).GroupBy(s => s.StaffId).Select(g => new { g.Key, At = g.Max(s => s.LastSeenAt) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
        var asked = await db.SecondFactorResets.Where(r => ids.Contains(r.StaffId) && r.DecidedAt == null && r.ExpiresAt > now).Select(r => r.StaffId).ToListAsync(ct);
        return new StaffList(total, rows.ConvertAll(u => new StaffLine(
            u.Id,
            u.UserName!,
            u.DisplayName,
            u.State,
            u.Roles,
            u.NeedsSecondFactor && !u.TwoFactorEnabled,
            asked.Contains(u.Id),
            seen.TryGetValue(u.Id, out var at) ? at : null)));
    }
}
