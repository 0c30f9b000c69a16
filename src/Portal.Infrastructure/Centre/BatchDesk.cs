using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Centre;

/// <summary>Which batch, as which version of its row, under which command.</summary>
public sealed record BatchCommand(Guid Batch, uint Version, Guid CommandId);

/// <summary>It went out: an operator has typed the records into SIAK.</summary>
public sealed class MarkBatchSent(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.SendToCentre;

    /// <summary>Every record still in the batch is with the centre now; a cancelled one is left out.</summary>
    public Task<Result<BatchOutcome>> ExecuteAsync(BatchCommand command, Actor actor, CancellationToken ct) =>
        BatchDesk.DoAsync(databases, command, Permission, actor, (db, batch) => CentreDelivery.ConfirmAsync(db, batch, null, actor, time.GetUtcNow(), command.CommandId, ct), ct);
}

/// <summary>It did not go out: the line or SIAK is down. The batch stays and waits.</summary>
public sealed class MarkBatchFailed(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.SendToCentre;

    /// <summary>Notes the try.</summary>
    public Task<Result<BatchOutcome>> ExecuteAsync(BatchCommand command, Actor actor, CancellationToken ct) =>
        BatchDesk.DoAsync(databases, command, Permission, actor, (db, batch) => Task.FromResult(BatchDesk.Noted(db, batch, batch.MarkFailed(CentreProblem.Down, batch.NextTryAt, time.GetUtcNow()), AuditVerbs.CentreBatchFailed, CentreProblem.Down, command, actor, time)), ct);
}

/// <summary>Has the portal send a waiting batch at once, or by itself from now on.</summary>
public sealed class TryBatchNow(IDbContextFactory<PortalDbContext> databases, ICentreLine line, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.SendToCentre;

    /// <summary>Due now; <c>centre_no_line</c> where an operator sends by hand.</summary>
    public Task<Result<BatchOutcome>> ExecuteAsync(BatchCommand command, Actor actor, CancellationToken ct) =>
        BatchDesk.DoAsync(databases, command, Permission, actor, (db, batch) => Task.FromResult(
            line.SendsByItself ? BatchDesk.Noted(db, batch, batch.SendByItself(time.GetUtcNow()), AuditVerbs.CentreBatchTried, null, command, actor, time) : CentreErrors.NoLine), ct);
}

/// <summary>What acts on one batch have in common: lock, permission and office, double click, stale page.</summary>
internal static class BatchDesk
{
    public static Task<Result<BatchOutcome>> DoAsync(
        IDbContextFactory<PortalDbContext> databases, BatchCommand command, Permission permission, Actor actor, Func<PortalDbContext, CentreBatch, Task<Result<BatchOutcome>>> act, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var locked = await CentreDelivery.LockAsync(db, command.Batch, permission, actor, ct);
        if (!locked.TryGet(out var batch))
        {
            return Result<BatchOutcome>.Refused(locked.Errors);
        }

        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return new BatchOutcome(batch.Id, batch.LocalDay, batch.Number, batch.Count, 0);
        }

        if (batch.Version != command.Version)
        {
            return AccessErrors.StalePage;
        }

        var done = await act(db, batch);
        if (!done.Succeeded)
        {
            return done;
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) == AuditEventMapping.OncePerCommand)
        {
            return AccessErrors.StalePage;
        }

        await transaction.CommitAsync(ct);
        return done;
    });

    public static Result<BatchOutcome> Noted(PortalDbContext db, CentreBatch batch, Result done, string verb, string? detail, BatchCommand command, Actor actor, TimeProvider time)
    {
        if (!done.Succeeded)
        {
            return Result<BatchOutcome>.Refused(done.Errors);
        }

        db.AuditEvents.Add(AuditEvent.Of(verb, actor, time.GetUtcNow(), batch.OfficeCode, batch.Id, detail: detail, commandId: command.CommandId));
        return new BatchOutcome(batch.Id, batch.LocalDay, batch.Number, batch.Count, 0);
    }
}
