using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Audit;

/// <summary>Who has looked at personal data in full lately.</summary>
/// <param name="Total">How many times.</param>
/// <param name="ByPerson">How many times each, most first.</param>
/// <param name="Rows">The latest.</param>
public sealed record Unmaskings(int Total, IReadOnlyList<(Guid Staff, string? Name, int Times)> ByPerson, IReadOnlyList<AuditLine> Rows);

/// <summary>Personal data that staff of an office saw in full during the last days, with their reasons.</summary>
public sealed class ViewUnmaskings(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    /// <summary>How many days are looked back on.</summary>
    public const int Days = 7;

    private const int LargestPage = 100;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewAudit;

    /// <summary>Whose, and how many of the latest.</summary>
    public sealed record Query(OfficeCode Office, int Take = 5);

    /// <summary>Returns them; or not_found for an office that is not the actor's.</summary>
    public async Task<Result<Unmaskings>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalForTrail(query.Office) is { } refusal)
        {
            return refusal;
        }

        var since = time.GetUtcNow().AddDays(-Days);
        await using var db = await databases.CreateDbContextAsync(ct);
        var events = AuditLines.Of(db, query.Office).Where(e => e.Verb == AuditVerbs.ApplicationUnmasked && e.At >= since);
        var people = await events.Where(e => e.StaffId != null).GroupBy(e => e.StaffId!.Value).Select(g => new { Staff = g.Key, Times = g.Count() }).OrderByDescending(g => g.Times).ThenBy(g => g.Staff).ToListAsync(ct);
        var ids = people.ConvertAll(p => p.Staff);
        var names = await db.Users.AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return new Unmaskings(
            people.Sum(p => p.Times),
            people.ConvertAll(p => (p.Staff, names.GetValueOrDefault(p.Staff), p.Times)),
            await AuditLines.ReadAsync(db, events, query.Office, null, Math.Clamp(query.Take, 1, LargestPage), ct));
    }
}
