using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>One broadcast in the list; times carry the office's offset.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="Text">What it says, in Indonesian.</param>
/// <param name="State">How far it is.</param>
/// <param name="IsOld">True for one that waits and can no longer be approved.</param>
/// <param name="WasApproved">True for one that was approved, also when it was stopped afterwards.</param>
/// <param name="ProposedAt">When it was written.</param>
/// <param name="ProposedBy">By whom; null when the account is gone.</param>
/// <param name="Count">The group at the approval; null before.</param>
public sealed record BroadcastLine(Guid Id, BroadcastAudience Audience, string Text, BroadcastState State, bool IsOld, bool WasApproved, DateTimeOffset ProposedAt, string? ProposedBy, BroadcastCount? Count);

/// <summary>One page of an office's broadcasts, newest first.</summary>
/// <param name="Total">On all pages.</param>
/// <param name="Rows">Those of this page.</param>
public sealed record BroadcastList(int Total, IReadOnlyList<BroadcastLine> Rows);

/// <summary>The broadcasts of an office.</summary>
public sealed class ViewBroadcasts(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <summary>The largest page.</summary>
    public const int LargestPage = 100;

    /// <inheritdoc />
    public static Permission Permission => Permission.WriteBroadcast;

    /// <summary>Which ones.</summary>
    public sealed record Query(OfficeCode Office, int Skip = 0, int Take = 25);

    /// <summary>Returns the page, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<BroadcastList>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        var all = db.Broadcasts.AsNoTracking().Where(b => b.OfficeCode == office.Code);
        var rows = await all.OrderByDescending(b => b.ProposedAt).ThenByDescending(b => b.Id).Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 0, LargestPage)).ToListAsync(ct);
        var people = rows.Select(b => b.ProposedBy).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return new BroadcastList(await all.CountAsync(ct), [.. rows.Select(b => new BroadcastLine(
            b.Id, b.Audience, b.Text, b.State, b.State == BroadcastState.Proposed && now >= b.ProposedAt + BroadcastRules.DecidedWithin, b.ApprovedAt is not null, office.Local(b.ProposedAt), b.ProposedBy is { } id ? names.GetValueOrDefault(id) : null, b.Count))]);
    }
}
