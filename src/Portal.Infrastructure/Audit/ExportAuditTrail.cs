using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Audit;

/// <summary>Lines of the trail that come as they are read.</summary>
/// <param name="Lines">Latest first.</param>
public sealed record AuditExport(IAsyncEnumerable<AuditLine> Lines);

/// <summary>Takes all lines that match out of the house. The trail keeps who did, and what they looked for.</summary>
public sealed class ExportAuditTrail(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    private const int Piece = 1_000;
    private const int LongestDetail = 200;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewAudit;

    /// <summary>What is taken out.</summary>
    public sealed record Command(AuditFilter Filter);

    /// <summary>Returns the lines up to this moment; refusals as those of <see cref="ViewAuditTrail"/>.</summary>
    public async Task<Result<AuditExport>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalForTrail(command.Filter.Office) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await AuditLines.FindAsync(db, command.Filter, await directory.GetAsync(ct), ct);
        if (!found.TryGet(out var matches))
        {
            return Result<AuditExport>.Refused(found.Errors);
        }

        // Just after the latest line of now: what is written while the file is made does not move the pages.
        var latest = await matches.Events.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => new { e.At, e.Id }).FirstOrDefaultAsync(ct);
        // First the trail, then the lines: what could not be noted is not given out.
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.AuditExported, actor, time.GetUtcNow(), command.Filter.Office, detail: Describe(command.Filter)));
        await db.SaveChangesAsync(ct);
        return new AuditExport(latest is null ? NothingAsync() : LinesAsync(command.Filter, new AuditPlace(latest.At, latest.Id + 1), ct));
    }

    // A connection for each piece and none in between: whoever reads slowly holds nothing.
    private async IAsyncEnumerable<AuditLine> LinesAsync(AuditFilter filter, AuditPlace start, [EnumeratorCancellation] CancellationToken ct)
    {
        for (AuditPlace? after = start; after is { } place;)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var matches = (await AuditLines.FindAsync(db, filter, await directory.GetAsync(ct), ct)).Value;
            var rows = await AuditLines.ReadAsync(db, matches.Events, filter.Office, place, Piece, ct);
            foreach (var row in rows)
            {
                yield return row;
            }

            after = rows.Count == Piece ? new AuditPlace(rows[^1].At, rows[^1].Id) : null;
        }
    }

    private static async IAsyncEnumerable<AuditLine> NothingAsync()
    {
        await Task.CompletedTask;
        yield break;
    }

    // Ids, verbs and days: nothing of a person. A register number is none either.
    private static string Describe(AuditFilter filter)
    {
        List<string> parts = [];
        Add("staff", filter.Staff?.ToString());
        Add("record", string.IsNullOrWhiteSpace(filter.Record) ? null : RegisterNumber.TryParse(filter.Record, out var register) ? register.Value : Guid.TryParse(filter.Record, out var id) ? id.ToString() : null);
        Add("from", filter.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("through", filter.Through?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("verbs", filter.Verbs is { Count: > 0 } verbs ? string.Join(',', verbs) : null);
        var text = parts.Count == 0 ? "all" : string.Join(' ', parts);
        return text.Length <= LongestDetail ? text : text[..LongestDetail];

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}={value}");
            }
        }
    }
}
