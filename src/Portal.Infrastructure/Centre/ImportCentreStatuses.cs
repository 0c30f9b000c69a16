using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Imports;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Centre;

/// <summary>Shows what a file of statuses would do, row by row; nothing is kept.</summary>
public sealed class PreviewCentreStatuses(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, CentreImporter importer, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ReportFromCentre;

    /// <summary>For which office, and the file.</summary>
    public sealed record Query(OfficeCode Office, byte[] Content);

    /// <summary>Returns every row with what becomes of it, or what is wrong with the file as a whole.</summary>
    public async Task<Result<ImportOutcome>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var read = CentreFile.Read(query.Content, office.Calendar);
        if (!read.TryGet(out var rows))
        {
            return Result<ImportOutcome>.Refused(read.Errors);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return new ImportOutcome((await importer.ApplyAsync(db, office, rows, Guid.Empty, locked: false, actor, time.GetUtcNow(), ct)).Rows, false, null);
    }
}

/// <summary>Reads in a file of statuses, in one transaction.</summary>
public sealed class ImportCentreStatuses(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, CentreImporter importer, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ReportFromCentre;

    /// <summary>What to read in.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Content">The file.</param>
    /// <param name="OnlyGood">True to leave bad rows out; false for all rows or none.</param>
    /// <param name="CommandId">Makes a double click one import.</param>
    public sealed record Command(OfficeCode Office, byte[] Content, bool OnlyGood, Guid CommandId);

    /// <summary>Returns what became of every row, or why nothing was read in.</summary>
    public Task<Result<ImportOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(command.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var read = CentreFile.Read(command.Content, office.Calendar);
        if (!read.TryGet(out var rows))
        {
            return Result<ImportOutcome>.Refused(read.Errors);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return AccessErrors.StalePage;
        }

        var now = time.GetUtcNow();
        var import = Guid.CreateVersion7(now);
        // Two who read in the same file wait for each other here, and the second finds every word known.
        var applied = await importer.ApplyAsync(db, office, rows, import, locked: true, actor, now, ct);
        var outcome = new ImportOutcome(applied.Rows, true, import);
        var faults = outcome.Count(RowEffect.Fault);
        if (faults > 0 && !command.OnlyGood)
        {
            return CentreErrors.FileHasFaults(faults);
        }

        var changes = outcome.Count(RowEffect.Change);
        db.ImportRuns.Add(new ImportRun(import, office.Code, ImportKind.CentreStatuses, SHA256.HashData(command.Content), rows.Count, changes, actor, now));
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.CentreStatusesImported, actor, now, office.Code, import, detail: $"{rows.Count} {changes}", commandId: command.CommandId));
        try
        {
            await db.SaveChangesAsync(ct);
            await NewRows.CopyAsync(db, applied.Reports, ct);
            await NewRows.CopyAsync(db, applied.Trail, ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) == AuditEventMapping.OncePerCommand)
        {
            return AccessErrors.StalePage;
        }

        await transaction.CommitAsync(ct);
        return outcome;
    });
}
