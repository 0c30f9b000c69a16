using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Centre;

/// <summary>How a batch is shown.</summary>
internal static class BatchRows
{
    public static BatchRow Of(CentreBatch b, OfficeEntry office, int going) => new(
        b.Id, b.Version, b.LocalDay, b.Number, b.Count, Math.Max(0, b.Count - going), office.Local(b.MadeAt), b.Tries, Local(office, b.TriedAt), Local(office, b.NextTryAt), b.LastProblem, Local(office, b.SentAt));

    /// <summary>How many records went in each sent batch, from the trail: a record may have moved on, and into another batch, since.</summary>
    public static async Task<Dictionary<Guid, int>> SentCountsAsync(PortalDbContext db, IReadOnlyList<Guid> batches, CancellationToken ct)
    {
        var sent = await db.AuditEvents.AsNoTracking()
            .Where(e => e.Verb == AuditVerbs.CentreBatchSent && batches.Contains(e.SubjectId!.Value))
            .Select(e => new { Batch = e.SubjectId!.Value, e.Detail }).ToListAsync(ct);
        return sent.ToDictionary(e => e.Batch, e => int.Parse(e.Detail!, CultureInfo.InvariantCulture));
    }

    private static DateTimeOffset? Local(OfficeEntry office, DateTimeOffset? instant) => instant is { } at ? office.Local(at) : null;
}
