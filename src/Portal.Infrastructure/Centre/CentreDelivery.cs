using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Centre;

/// <summary>A batch after an act on it.</summary>
/// <param name="Id">The batch.</param>
/// <param name="Day">The office's own day.</param>
/// <param name="Number">Its number within that day.</param>
/// <param name="Records">Records put in, sent or still waiting: whatever the act was about.</param>
/// <param name="LeftOut">Records that did not go along, because they were cancelled or refused meanwhile.</param>
public sealed record BatchOutcome(Guid Id, DateOnly Day, int Number, int Records, int LeftOut);

/// <summary>What sending by hand and by the line have in common: the lock, what is in a batch, and noting that it went out.</summary>
public sealed class CentreDelivery(PersonalDataVault vault)
{
    /// <summary>The batch, locked until the transaction ends, for somebody of its office; to anybody else it does not exist.</summary>
    public static async Task<Result<CentreBatch>> LockAsync(PortalDbContext db, Guid id, Permission permission, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(permission) is { } refusal)
        {
            return refusal;
        }

        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM centre_batches WHERE id = {id} FOR UPDATE", ct);
        return await db.CentreBatches.SingleOrDefaultAsync(b => b.Id == id, ct) is { } batch && actor.RefusalFor(permission, batch.OfficeCode) is null
            ? batch
            : AccessErrors.NotFound;
    }

    /// <summary>What the batch holds now: whatever was cancelled or refused meanwhile is left out.</summary>
    public async Task<CentreParcel> PackAsync(PortalDbContext db, CentreBatch batch, CancellationToken ct)
    {
        var applications = await Waiting(db, batch.Id).AsNoTracking().OrderBy(a => a.Id).ToListAsync(ct);
        return new CentreParcel(batch.Id, batch.OfficeCode, batch.LocalDay, batch.Number, [.. applications.Select(a => new CentreRecord(a.Register, vault.NikOf(a)))]);
    }

    /// <summary>Notes that the batch went out: every record still in it is with the centre now. The caller has locked the batch, saves and commits.</summary>
    /// <param name="db">The caller's context.</param>
    /// <param name="batch">The batch, locked.</param>
    /// <param name="accepted">Register numbers that arrived; null for all of them.</param>
    /// <param name="actor">Who sent it.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="commandId">The command, or null for the job.</param>
    /// <param name="ct">Stops.</param>
    public static async Task<Result<BatchOutcome>> ConfirmAsync(PortalDbContext db, CentreBatch batch, IReadOnlySet<string>? accepted, Actor actor, DateTimeOffset now, Guid? commandId, CancellationToken ct)
    {
        var marked = batch.MarkSent(now);
        if (!marked.Succeeded)
        {
            return Result<BatchOutcome>.Refused(marked.Errors);
        }

        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM applications WHERE centre_batch_id = {batch.Id} ORDER BY id FOR UPDATE", ct);
        var sent = 0;
        foreach (var application in await Waiting(db, batch.Id).OrderBy(a => a.Id).ToListAsync(ct))
        {
            if (accepted?.Contains(application.Register.Value) == false)
            {
                application.LeaveCentreBatch(now);
                continue;
            }

            sent++;
            // What a supervisor has sent again counts as sent since then.
            if (application.State == ApplicationState.Verified)
            {
                application.SendToCentre(batch.Id, actor, now);
                db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationSentToCentre, actor, now, batch.OfficeCode, application.Id));
            }
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.CentreBatchSent, actor, now, batch.OfficeCode, batch.Id, detail: $"{sent}", commandId: commandId));
        return new BatchOutcome(batch.Id, batch.LocalDay, batch.Number, sent, batch.Count - sent);
    }

    /// <summary>The next number of the office's day; the office's row makes two who ask at once wait in line.</summary>
    public static async Task<int> NextNumberAsync(PortalDbContext db, OfficeCode office, DateOnly day, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM offices WHERE code = {office.Value} FOR NO KEY UPDATE", ct);
        return 1 + (await db.CentreBatches.Where(b => b.OfficeCode == office && b.LocalDay == day).MaxAsync(b => (int?)b.Number, ct) ?? 0);
    }

    /// <summary>The records of a batch that is not sent yet which would go along now.</summary>
    public static IQueryable<CardApplication> Waiting(PortalDbContext db, Guid batch) =>
        db.Applications.Where(a => a.CentreBatchId == batch && (a.State == ApplicationState.Verified || a.State == ApplicationState.SentToCentre));
}
