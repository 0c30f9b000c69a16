using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Imports;

/// <summary>Shows what the office's old list would become, row by row; nothing is kept.</summary>
public sealed class PreviewBacklog(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, BacklogImporter importer, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ImportBacklog;

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

        var read = BacklogFile.Read(query.Content, office, time.GetUtcNow());
        if (!read.TryGet(out var rows))
        {
            return Result<ImportOutcome>.Refused(read.Errors);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return new ImportOutcome(await importer.JudgeAsync(db, office, rows, ct), false, null);
    }
}

/// <summary>
/// Reads in the list that an office kept before the portal: each row becomes an application with a number of its own, where it
/// stands. One transaction, however long the list: it is all there or nothing is.
/// </summary>
public sealed class ImportBacklog(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, BacklogImporter importer, KeyRing ring, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ImportBacklog;

    /// <summary>What to read in.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Content">The file.</param>
    /// <param name="OnlyGood">True to leave bad rows out; false for all rows or none.</param>
    /// <param name="Tell">True to send each a message with their number; most have not asked for one.</param>
    /// <param name="CommandId">Makes a double click one import.</param>
    /// <param name="Progress">Told how many rows have been registered; null for nobody.</param>
    public sealed record Command(OfficeCode Office, byte[] Content, bool OnlyGood, bool Tell, Guid CommandId, IProgress<int>? Progress = null);

    /// <summary>Returns what became of every row, or why nothing was read in.</summary>
    public Task<Result<ImportOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync<Result<ImportOutcome>>(async () =>
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(command.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var now = time.GetUtcNow();
        var read = BacklogFile.Read(command.Content, office, now);
        if (!read.TryGet(out var rows))
        {
            return Result<ImportOutcome>.Refused(read.Errors);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // One list at a time in an office; the second finds everybody there.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM offices WHERE code = {office.Code.Value} FOR NO KEY UPDATE", ct);
        await ring.ShareLookupAsync(db, ct);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return AccessErrors.StalePage;
        }

        var results = await importer.JudgeAsync(db, office, rows, ct);
        var outcome = new ImportOutcome(results, true, Guid.CreateVersion7(now));
        if (outcome.Count(RowEffect.Fault) is > 0 and var faults && !command.OnlyGood)
        {
            return CentreErrors.FileHasFaults(faults);
        }

        var good = rows.Where((_, place) => results[place].Effect == RowEffect.Change).ToList();
        try
        {
            await importer.RegisterAsync(db, office, good, command.Tell, command.Progress, actor, now, ct);
            db.ImportRuns.Add(new ImportRun(outcome.ImportId!.Value, office.Code, ImportKind.Backlog, SHA256.HashData(command.Content), rows.Count, good.Count, actor, now));
            db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.BacklogImported, actor, now, office.Code, outcome.ImportId, detail: $"{rows.Count} {good.Count}", commandId: command.CommandId));
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (ApplicationRegistrar.RefusalFor(e) is not null)
        {
            return BacklogErrors.Raced;
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) == AuditEventMapping.OncePerCommand)
        {
            return AccessErrors.StalePage;
        }

        await transaction.CommitAsync(ct);
        return outcome;
    });
}
