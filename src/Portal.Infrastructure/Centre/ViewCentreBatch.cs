using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Centre;

/// <summary>One record of a batch. No NIK: whoever types it into SIAK has the file.</summary>
/// <param name="Register">Its number.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="Village">Name of the home village.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="LeftOut">True when it was cancelled or refused before the batch was sent.</param>
public sealed record BatchRecord(RegisterNumber Register, string? Name, string Village, ApplicationState State, bool LeftOut);

/// <summary>A batch with its records.</summary>
public sealed record BatchView(OfficeCode Office, BatchRow Batch, IReadOnlyList<BatchRecord> Records);

/// <summary>One batch, to be typed from, copied or printed.</summary>
public sealed class ViewCentreBatch(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.SendToCentre;

    /// <summary>Which batch.</summary>
    public sealed record Query(Guid Batch);

    /// <summary>Returns the batch, or not_found.</summary>
    public async Task<Result<BatchView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.CentreBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == query.Batch, ct) is not { } batch || !actor.May(Permission, batch.OfficeCode))
        {
            return AccessErrors.NotFound;
        }

        var office = (await directory.GetAsync(ct))[batch.OfficeCode];
        var rows = await db.Applications.AsNoTracking().Where(a => a.CentreBatchId == batch.Id).OrderBy(a => a.Register)
            .Select(a => new { a.Register, a.Name, a.VillageCode, a.State, WasSent = db.Statuses.Any(s => s.ApplicationId == a.Id && s.State == ApplicationState.SentToCentre) })
            .ToListAsync(ct);
        List<BatchRecord> records = [.. rows.Select(r => new BatchRecord(
            r.Register, r.Name, office.NameOf(r.VillageCode), r.State, batch.SentAt is null ? r.State is not (ApplicationState.Verified or ApplicationState.SentToCentre) : !r.WasSent))];
        return new BatchView(batch.OfficeCode, BatchRows.Of(batch, office, records.Count(r => !r.LeftOut)), records);
    }
}
