using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Centre;

/// <summary>Puts verified records of an office into one batch, which waits until it is sent.</summary>
public sealed class MakeCentreBatch(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, ICentreLine line, TimeProvider time) : IUseCase
{
    /// <summary>The most records in one batch: as many as an operator types in a day, with room to spare.</summary>
    public const int Largest = 500;

    /// <inheritdoc />
    public static Permission Permission => Permission.SendToCentre;

    /// <summary>Which records.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Only">The ticked ones; null for all that are verified.</param>
    /// <param name="CommandId">Makes a double click one batch.</param>
    public sealed record Command(OfficeCode Office, IReadOnlyCollection<RegisterNumber>? Only, Guid CommandId);

    /// <summary>Returns the batch, or <c>centre_nothing_to_send</c>.</summary>
    public Task<Result<BatchOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync<Result<BatchOutcome>>(async () =>
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(command.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await MadeBeforeAsync(db, command.CommandId, ct) is { } before)
        {
            return before;
        }

        var now = time.GetUtcNow();
        var day = office.Calendar.LocalDay(now);
        var all = command.Only is null;
        string[] only = [.. (command.Only ?? []).Select(r => r.Value)];
        var ids = await db.Database.SqlQuery<Guid>(
            $"""
            SELECT id AS "Value" FROM applications
            WHERE office_code = {office.Code.Value} AND state = 'Verified' AND centre_batch_id IS NULL AND ({all} OR register = ANY({only}))
            ORDER BY state_since, id LIMIT {Largest} FOR UPDATE
            """).ToListAsync(ct);
        if (ids.Count == 0)
        {
            return CentreErrors.NothingToSend;
        }

        var batch = new CentreBatch(Guid.CreateVersion7(now), office.Code, await CentreDelivery.NextNumberAsync(db, office.Code, day, ct), ids.Count, day, actor, now);
        if (line.SendsByItself)
        {
            batch.SendByItself(now);
        }

        db.CentreBatches.Add(batch);
        foreach (var application in await db.Applications.Where(a => ids.Contains(a.Id)).ToListAsync(ct))
        {
            application.JoinCentreBatch(batch.Id, now);
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.CentreBatchMade, actor, now, office.Code, batch.Id, detail: $"{ids.Count}", commandId: command.CommandId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) == AuditEventMapping.OncePerCommand)
        {
            return AccessErrors.StalePage;
        }

        await transaction.CommitAsync(ct);
        return new BatchOutcome(batch.Id, day, batch.Number, batch.Count, 0);
    });

    private static async Task<BatchOutcome?> MadeBeforeAsync(PortalDbContext db, Guid commandId, CancellationToken ct)
    {
        var id = await db.AuditEvents.Where(e => e.CommandId == commandId && e.Verb == AuditVerbs.CentreBatchMade).Select(e => e.SubjectId).SingleOrDefaultAsync(ct);
        return id is null ? null : await db.CentreBatches.Where(b => b.Id == id).Select(b => new BatchOutcome(b.Id, b.LocalDay, b.Number, b.Count, 0)).SingleAsync(ct);
    }
}
