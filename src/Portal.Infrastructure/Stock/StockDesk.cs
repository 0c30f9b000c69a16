using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Stock;

/// <summary>What an act left behind.</summary>
/// <param name="Office">The office.</param>
/// <param name="OnHand">Blanks in the house, reserved ones included.</param>
/// <param name="Available">Blanks that nobody has reserved.</param>
/// <param name="Already">True when this very command had been carried out before: a double click.</param>
public sealed record StockOutcome(OfficeCode Office, int OnHand, int Available, bool Already);

/// <summary>
/// What the acts on an office's blangko have in common. The level is locked first, so that all of one office follow one
/// another: the second of two clicks finds what the first one did.
/// </summary>
public sealed class StockDesk(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time)
{
    /// <summary>What an act works with, inside its transaction.</summary>
    public sealed record Work(PortalDbContext Db, OfficeEntry Office, Actor Actor, DateTimeOffset Now, Guid CommandId)
    {
        /// <summary>The office's own calendar day.</summary>
        public DateOnly Today => Office.Calendar.LocalDay(Now);
    }

    /// <summary>How an act goes into the trail.</summary>
    /// <param name="Verb">The verb of the audit trail.</param>
    /// <param name="Subject">The record it was done to; null where the office's ledger itself is meant.</param>
    /// <param name="Reason">The reason, already cleaned.</param>
    /// <param name="Detail">A machine-readable detail, never personal data.</param>
    public sealed record Trail(string Verb, Guid? Subject = null, string? Reason = null, string? Detail = null);

    /// <summary>Asks permission and office, locks the level, runs <paramref name="act"/> once per command, and writes the trail, all in one transaction.</summary>
    public async Task<Result<StockOutcome>> DoAsync(Permission permission, OfficeCode code, Guid commandId, Func<Work, CancellationToken, Task<Result<Trail>>> act, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(permission, code) is { } refusal)
        {
            return refusal;
        }

        return (await directory.GetAsync(ct)).Find(code) is { } office
            ? await Retry.OnConflictAsync(() => RunAsync(office, commandId, act, actor, ct))
            : AccessErrors.NotFound;
    }

    /// <summary>The office of a record that a command names; null when there is none.</summary>
    public async Task<OfficeCode?> OfficeOfAsync<T>(Func<PortalDbContext, IQueryable<T>> record, Func<T, OfficeCode> office, CancellationToken ct)
        where T : class
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await record(db).AsNoTracking().SingleOrDefaultAsync(ct) is { } found ? office(found) : null;
    }

    private async Task<Result<StockOutcome>> RunAsync(OfficeEntry office, Guid commandId, Func<Work, CancellationToken, Task<Result<Trail>>> act, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var before = await StockBook.LockAsync(db, office.Code, ct);
        if (await OwnRecords.DoneBeforeAsync(db, commandId, ct))
        {
            return new StockOutcome(office.Code, before.OnHand, before.Available, Already: true);
        }

        var now = time.GetUtcNow();
        var done = await act(new Work(db, office, actor, now, commandId), ct);
        if (!done.TryGet(out var trail))
        {
            return Result<StockOutcome>.Refused(done.Errors);
        }

        db.AuditEvents.Add(AuditEvent.Of(trail.Verb, actor, now, office.Code, trail.Subject, trail.Reason, trail.Detail, commandId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || Retry.ViolatedUnique(e) == AuditEventMapping.OncePerCommand)
        {
            return AccessErrors.StalePage;
        }

        var after = await StockBook.LockAsync(db, office.Code, ct);
        await transaction.CommitAsync(ct);
        return new StockOutcome(office.Code, after.OnHand, after.Available, Already: false);
    }
}
