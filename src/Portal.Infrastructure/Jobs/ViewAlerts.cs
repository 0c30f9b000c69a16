using Microsoft.EntityFrameworkCore;
using Portal.Core.Jobs;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Jobs;

/// <summary>Something that stands still, or did. Times are UTC.</summary>
/// <param name="Kind">What.</param>
/// <param name="Office">Where; null for the installation.</param>
/// <param name="OfficeName">The office's name; null for the installation.</param>
/// <param name="Subject">Which job; empty where the kind says it all.</param>
/// <param name="Amount">How many.</param>
/// <param name="Since">Since when; null where that is not known.</param>
/// <param name="OpenedAt">When it was noticed.</param>
/// <param name="ClosedAt">When its cause was gone; null while it is there.</param>
public sealed record AlertLine(AlertKind Kind, OfficeCode? Office, string? OfficeName, string Subject, int Amount, DateTimeOffset? Since, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);

/// <summary>Alerts that concern the reader.</summary>
/// <param name="Open">What stands still now, oldest first.</param>
/// <param name="Closed">What went on again, latest first.</param>
public sealed record AlertBoard(IReadOnlyList<AlertLine> Open, IReadOnlyList<AlertLine> Closed);

/// <summary>What stands still: that of an office for whoever supervises it, that of the installation for whoever runs it.</summary>
public sealed class ViewAlerts(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    /// <summary>How many of those that are over are shown.</summary>
    public const int LatestClosed = 10;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewJobs;

    /// <summary>How many of those that are over; 0 for none.</summary>
    public sealed record Query(int Closed = 0);

    /// <summary>Returns the board, or forbidden.</summary>
    public async Task<Result<AlertBoard>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var names = (await directory.GetAsync(ct)).Offices.Where(o => actor.May(Permission, o.Code)).ToDictionary(o => o.Code, o => o.Office.Name);
        var (own, everywhere) = (names.Keys.ToList(), actor.MayEverywhere(Permission));
        await using var db = await databases.CreateDbContextAsync(ct);
        var mine = db.Alerts.AsNoTracking().Where(a => a.OfficeCode == null ? everywhere : own.Contains(a.OfficeCode!.Value));
        var open = await mine.Where(a => a.ClosedAt == null).OrderBy(a => a.OpenedAt).ThenBy(a => a.Id).ToListAsync(ct);
        var closed = query.Closed <= 0 ? [] : await mine.Where(a => a.ClosedAt != null).OrderByDescending(a => a.ClosedAt).ThenBy(a => a.Id).Take(Math.Min(query.Closed, LatestClosed)).ToListAsync(ct);
        AlertLine LineOf(Alert a) => new(a.Kind, a.OfficeCode, a.OfficeCode is { } office ? names[office] : null, a.Subject, a.Amount, a.Since, a.OpenedAt, a.ClosedAt);
        return new AlertBoard(open.ConvertAll(LineOf), closed.ConvertAll(LineOf));
    }
}
