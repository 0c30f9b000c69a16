using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Audit;

/// <summary>A page of the trail.</summary>
/// <param name="Rows">Its lines, latest first.</param>
/// <param name="Next">Where the next page begins; null when there is none.</param>
/// <param name="Staff">The member of staff looked for, when they have a name; null otherwise.</param>
public sealed record AuditTrail(IReadOnlyList<AuditLine> Rows, AuditPlace? Next, string? Staff);

/// <summary>The trail of an office or of the installation, by person, record, verb and time.</summary>
public sealed class ViewAuditTrail(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    /// <summary>The largest page.</summary>
    public const int LargestPage = 500;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewAudit;

    /// <summary>What to show.</summary>
    /// <param name="Filter">What is looked for.</param>
    /// <param name="After">The place where the page before ended; null for the latest lines.</param>
    /// <param name="Take">How many.</param>
    public sealed record Query(AuditFilter Filter, AuditPlace? After = null, int Take = 50);

    /// <summary>Returns the page; or not_found for a trail that is not the actor's, audit_record_invalid, audit_record_unknown, audit_period_backwards.</summary>
    public async Task<Result<AuditTrail>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalForTrail(query.Filter.Office) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await AuditLines.FindAsync(db, query.Filter, await directory.GetAsync(ct), ct);
        if (!found.TryGet(out var matches))
        {
            return Result<AuditTrail>.Refused(found.Errors);
        }

        var take = Math.Clamp(query.Take, 1, LargestPage);
        var rows = await AuditLines.ReadAsync(db, matches.Events, query.Filter.Office, query.After, take + 1, ct);
        var staff = query.Filter.Staff is { } id ? await db.Users.Where(u => u.Id == id).Select(u => u.DisplayName).SingleOrDefaultAsync(ct) : null;
        return rows.Count > take
            ? new AuditTrail([.. rows.Take(take)], new AuditPlace(rows[take - 1].At, rows[take - 1].Id), staff)
            : new AuditTrail(rows, null, staff);
    }
}
