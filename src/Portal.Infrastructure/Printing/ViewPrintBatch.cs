using Microsoft.EntityFrameworkCore;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Printing;

/// <summary>One card of a batch.</summary>
/// <param name="Position">Its position, from 1.</param>
/// <param name="Register">The application's number.</param>
/// <param name="Version">The application's row version, to be sent back with an act.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="Village">Name of the village.</param>
/// <param name="State">What became of the card in this batch.</param>
/// <param name="Serial">Serial of its blank, or null.</param>
/// <param name="FinishedAt">Since when, with the office's offset; null while it is in the printer.</param>
/// <param name="StatusUrl">What a QR code for it holds: the public status page.</param>
public sealed record JobRow(int Position, RegisterNumber Register, uint Version, string? Name, string Village, PrintJobState State, string? Serial, DateTimeOffset? FinishedAt, string StatusUrl);

/// <summary>A batch with its cards.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Office">Its office.</param>
/// <param name="Number">Its number of the day.</param>
/// <param name="Day">The office's day on which it began.</param>
/// <param name="StartedAt">When, with the office's offset.</param>
/// <param name="StartedBy">Name of who took the cards; null when the account is gone.</param>
/// <param name="TracksSerials">True where each card names its blank.</param>
/// <param name="Jobs">Its cards, in the order they are printed.</param>
public sealed record PrintBatchView(Guid Id, OfficeCode Office, int Number, DateOnly Day, DateTimeOffset StartedAt, string? StartedBy, bool TracksSerials, IReadOnlyList<JobRow> Jobs)
{
    /// <summary>Cards of which nobody has said yet what became of them.</summary>
    public int InPrinter => Jobs.Count(j => j.State == PrintJobState.Printing);
}

/// <summary>One batch, for the page where it is worked off and for its printed sheet.</summary>
public sealed class ViewPrintBatch(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PublicLinks links) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewPrintOrder;

    /// <summary>Which batch.</summary>
    public sealed record Query(Guid BatchId);

    /// <summary>Returns the batch, or not_found.</summary>
    public async Task<Result<PrintBatchView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        var found = await PrintBatches.FindAsync(databases, query.BatchId, Permission, actor, ct);
        if (!found.TryGet(out var batch))
        {
            return Result<PrintBatchView>.Refused(found.Errors);
        }

        var office = (await directory.GetAsync(ct))[batch.OfficeCode];
        await using var db = await databases.CreateDbContextAsync(ct);
        var by = await db.Users.Where(u => u.Id == batch.StartedBy).Select(u => u.DisplayName).SingleOrDefaultAsync(ct);
        var jobs = await db.PrintJobs.AsNoTracking().Where(j => j.BatchId == batch.Id).OrderBy(j => j.Position)
            .Join(db.Applications, j => j.ApplicationId, a => a.Id, (j, a) => new { Job = j, a.Register, a.Version, a.Name, a.VillageCode })
            .OrderBy(r => r.Job.Position).ToListAsync(ct);
        return new PrintBatchView(
            batch.Id,
            office.Code,
            batch.Number,
            batch.LocalDay,
            office.Local(batch.StartedAt),
            by,
            office.Rules.TracksSerials,
            [.. jobs.Select(r => new JobRow(r.Job.Position, r.Register, r.Version, r.Name, office.NameOf(r.VillageCode), r.Job.State, r.Job.Serial, r.Job.FinishedAt is { } at ? office.Local(at) : null, links.Status(r.Register)))]);
    }
}

/// <summary>Finds a batch for somebody who may see it.</summary>
internal static class PrintBatches
{
    /// <summary>The batch, or not_found: of no office or of another one, the same answer.</summary>
    public static async Task<Result<PrintBatch>> FindAsync(IDbContextFactory<PortalDbContext> databases, Guid id, Permission permission, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.PrintBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct) is { } batch && actor.RefusalFor(permission, batch.OfficeCode) is null
            ? batch
            : AccessErrors.NotFound;
    }
}
