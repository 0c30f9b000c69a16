using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Centre;

/// <summary>A verified record that is in no batch yet.</summary>
/// <param name="Register">Its number.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="Village">Name of the home village.</param>
/// <param name="Since">Since when it waits, with the office's offset.</param>
public sealed record ReadyRecord(RegisterNumber Register, string? Name, string Village, DateTimeOffset Since);

/// <summary>A batch in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its row version.</param>
/// <param name="Day">The office's own day.</param>
/// <param name="Number">Its number within that day.</param>
/// <param name="Count">Records put in.</param>
/// <param name="LeftOut">Of these, how many were cancelled or refused before it was sent.</param>
/// <param name="MadeAt">When it was put together, with the office's offset.</param>
/// <param name="Tries">How often sending was tried.</param>
/// <param name="TriedAt">The last try, with the office's offset; null before the first.</param>
/// <param name="NextTryAt">When the portal tries again by itself; null where somebody presses the button.</param>
/// <param name="Problem">Code of what went wrong last, or null.</param>
/// <param name="SentAt">When it went out; null while it waits.</param>
public sealed record BatchRow(Guid Id, uint Version, DateOnly Day, int Number, int Count, int LeftOut, DateTimeOffset MadeAt, int Tries, DateTimeOffset? TriedAt, DateTimeOffset? NextTryAt, string? Problem, DateTimeOffset? SentAt);

/// <summary>What an office has for the centre.</summary>
/// <param name="Ready">Verified records in no batch, oldest first, at most <see cref="MakeCentreBatch.Largest"/>.</param>
/// <param name="ReadyTotal">How many there are in all.</param>
/// <param name="Waiting">Batches not sent yet, oldest first.</param>
/// <param name="Sent">The last batches sent, newest first.</param>
/// <param name="SendsByItself">True where a line is set up.</param>
public sealed record CentreView(IReadOnlyList<ReadyRecord> Ready, int ReadyTotal, IReadOnlyList<BatchRow> Waiting, IReadOnlyList<BatchRow> Sent, bool SendsByItself);

/// <summary>Records waiting for the centre, and the batches they go in.</summary>
public sealed class ViewCentre(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, ICentreLine line) : IUseCase
{
    private const int SentShown = 20;

    /// <inheritdoc />
    public static Permission Permission => Permission.SendToCentre;

    /// <summary>Of which office.</summary>
    public sealed record Query(OfficeCode Office);

    /// <summary>Returns the lists, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<CentreView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
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
        var ready = db.Applications.AsNoTracking().Where(a => a.OfficeCode == office.Code && a.State == ApplicationState.Verified && a.CentreBatchId == null);
        var rows = await ready.OrderBy(a => a.StateSince).ThenBy(a => a.Id).Take(MakeCentreBatch.Largest)
            .Select(a => new { a.Register, a.Name, a.VillageCode, a.StateSince }).ToListAsync(ct);
        var batches = db.CentreBatches.AsNoTracking().Where(b => b.OfficeCode == office.Code);
        var waiting = await batches.Where(b => b.SentAt == null).OrderBy(b => b.MadeAt).ToListAsync(ct);
        var sent = await batches.Where(b => b.SentAt != null).OrderByDescending(b => b.SentAt).Take(SentShown).ToListAsync(ct);
        var inThem = await CountAsync(db, [.. waiting.Select(b => b.Id)], [.. sent.Select(b => b.Id)], ct);
        BatchRow Row(CentreBatch b) => BatchRows.Of(b, office, inThem.GetValueOrDefault(b.Id));
        return new CentreView(
            [.. rows.Select(r => new ReadyRecord(r.Register, r.Name, office.NameOf(r.VillageCode), office.Local(r.StateSince)))],
            rows.Count < MakeCentreBatch.Largest ? rows.Count : await ready.CountAsync(ct),
            [.. waiting.Select(Row)],
            [.. sent.Select(Row)],
            line.SendsByItself);
    }

    /// <summary>How many records of each batch go along, or went.</summary>
    private static async Task<Dictionary<Guid, int>> CountAsync(PortalDbContext db, IReadOnlyList<Guid> waiting, IReadOnlyList<Guid> sent, CancellationToken ct)
    {
        var counts = await db.Applications.Where(a => waiting.Contains(a.CentreBatchId!.Value) && (a.State == ApplicationState.Verified || a.State == ApplicationState.SentToCentre))
            .GroupBy(a => a.CentreBatchId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        foreach (var (batch, detail) in await BatchRows.SentCountsAsync(db, sent, ct))
        {
            counts[batch] = detail;
        }

        return counts;
    }
}
