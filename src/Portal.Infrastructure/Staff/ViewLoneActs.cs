using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>An act that one person did where two are needed. Times carry the office's offset.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its row version, to be sent back with the review.</param>
/// <param name="Verb">The verb of the audit trail.</param>
/// <param name="Register">The application it was done to; null when it was something else.</param>
/// <param name="Reason">Why alone.</param>
/// <param name="By">Who; null when the account is gone.</param>
/// <param name="IsOwn">True when it was the reader, who therefore cannot review it.</param>
/// <param name="At">When.</param>
/// <param name="DueOn">The day by the end of which it is to be reviewed.</param>
/// <param name="Overdue">Working days past that day; 0 while in time or reviewed.</param>
/// <param name="ReviewedBy">Who reviewed it, or null.</param>
/// <param name="ReviewedAt">When, or null.</param>
/// <param name="FoundRight">Whether it was found right; null while it waits.</param>
/// <param name="Finding">What the reviewer wrote, or null.</param>
public sealed record LoneActLine(Guid Id, uint Version, string Verb, RegisterNumber? Register, string Reason, string? By, bool IsOwn, DateTimeOffset At, DateOnly DueOn, int Overdue, string? ReviewedBy, DateTimeOffset? ReviewedAt, bool? FoundRight, string? Finding);

/// <summary>Lone acts of an office.</summary>
/// <param name="Waiting">How many nobody has reviewed.</param>
/// <param name="Total">How many match, on all pages.</param>
/// <param name="Rows">Those of this page.</param>
public sealed record LoneActList(int Waiting, int Total, IReadOnlyList<LoneActLine> Rows);

/// <summary>What one person did where two are needed: what waits for a review, soonest due first, or what was reviewed, latest first.</summary>
public sealed class ViewLoneActs(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <summary>The largest page.</summary>
    public const int LargestPage = 100;

    /// <inheritdoc />
    public static Permission Permission => Permission.ReviewLoneActs;

    /// <summary>What to show.</summary>
    public sealed record Query(OfficeCode Office, bool Reviewed = false, int Skip = 0, int Take = 25);

    /// <summary>Returns the list, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<LoneActList>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var all = db.LoneActs.AsNoTracking().Where(a => a.OfficeCode == query.Office);
        var waiting = await all.CountAsync(a => a.ReviewedAt == null, ct);
        var shown = all.Where(a => (a.ReviewedAt != null) == query.Reviewed);
        var total = query.Reviewed ? await shown.CountAsync(ct) : waiting;
        var ordered = query.Reviewed ? shown.OrderByDescending(a => a.ReviewedAt) : shown.OrderBy(a => a.DueOn).ThenBy(a => a.At);
        var acts = await ordered.Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 0, LargestPage)).ToListAsync(ct);

        var subjects = acts.ConvertAll(a => a.SubjectId);
        var registers = await db.Applications.Where(a => subjects.Contains(a.Id)).Select(a => new { a.Id, a.Register }).ToDictionaryAsync(a => a.Id, a => (RegisterNumber?)a.Register, ct);
        var people = acts.SelectMany(a => new[] { a.StaffId, a.ReviewedBy }).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        string? Name(Guid? staff) => staff is { } id ? names.GetValueOrDefault(id) : null;
        var today = office.Calendar.LocalDay(time.GetUtcNow());
        return new LoneActList(waiting, total, [.. acts.Select(a => new LoneActLine(
            a.Id,
            a.Version,
            a.Verb,
            registers.GetValueOrDefault(a.SubjectId),
            a.Reason,
            Name(a.StaffId),
            a.StaffId == actor.StaffId,
            office.Local(a.At),
            a.DueOn,
            a.ReviewedAt is null ? office.Calendar.WorkingDaysBetween(a.DueOn, today) : 0,
            Name(a.ReviewedBy),
            a.ReviewedAt is { } at ? office.Local(at) : null,
            a.FoundRight,
            a.Finding))]);
    }
}
