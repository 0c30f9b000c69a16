using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>A printed card that nobody has looked at yet.</summary>
/// <param name="Register">The application's number.</param>
/// <param name="Version">Its row version, to be sent back with an act.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="Village">Name of the village.</param>
/// <param name="Since">When it was printed or received, with the office's offset.</param>
/// <param name="Due">The day by which the office means to check it.</param>
/// <param name="FromBundle">True for a card that the Dinas printed.</param>
public sealed record PrintedRow(RegisterNumber Register, uint Version, string? Name, string Village, DateTimeOffset Since, DateOnly Due, bool FromBundle);

/// <summary>One page of the printed cards, oldest first.</summary>
/// <param name="Today">The office's own day now.</param>
/// <param name="Total">Cards on all pages.</param>
/// <param name="Rows">Those of this page.</param>
public sealed record PrintedList(DateOnly Today, int Total, IReadOnlyList<PrintedRow> Rows);

/// <summary>The printed cards that wait for the quality check.</summary>
public sealed class ViewQuality(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <summary>The largest page.</summary>
    public const int LargestPage = 200;

    /// <inheritdoc />
    public static Permission Permission => Permission.CheckQuality;

    /// <summary>Which part of which office's cards.</summary>
    public sealed record Query(OfficeCode Office, int Skip = 0, int Take = 50);

    /// <summary>Returns the page, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<PrintedList>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
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
        var printed = db.Applications.AsNoTracking().Where(a => a.OfficeCode == office.Code && a.State == ApplicationState.Printed);
        var rows = await printed.OrderBy(a => a.StateSince).ThenBy(a => a.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 0, LargestPage))
            .Select(a => new { a.Register, a.Version, a.Name, a.VillageCode, a.StateSince, a.BundleId })
            .ToListAsync(ct);
        return new PrintedList(
            office.Calendar.LocalDay(time.GetUtcNow()),
            await printed.CountAsync(ct),
            [.. rows.Select(r => new PrintedRow(
                r.Register,
                r.Version,
                r.Name,
                office.NameOf(r.VillageCode),
                office.Local(r.StateSince),
                office.Calendar.AddWorkingDays(office.Calendar.LocalDay(r.StateSince), office.Rules.Stages.Quality),
                r.BundleId is not null))]);
    }
}
