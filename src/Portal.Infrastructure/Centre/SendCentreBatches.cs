using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Centre;

/// <summary>
/// Sends whatever batch is due. A node takes a batch under a lease, talks to the centre outside any transaction, and notes
/// what came of it. A batch that may have arrived is asked about before it is sent again.
/// </summary>
public sealed class SendCentreBatches(IDbContextFactory<PortalDbContext> databases, CentreDelivery delivery, ICentreLine line, TimeProvider time, ILogger<SendCentreBatches> log) : IUseCase
{
    // Asking and sending take at most two answers of half a minute.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many batches went out.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var sent = 0;
        while (line.SendsByItself && !ct.IsCancellationRequested && await TakeAsync(ct) is { } taken)
        {
            var (parcel, ask) = taken;
            var answer = ask ? await line.AskAsync(parcel.Id, ct) : CentreAnswer.Unknown;
            if (answer == CentreAnswer.Unknown)
            {
                // Whatever was in it has been cancelled: nothing to send, and nothing to wait for.
                answer = parcel.Records.Count == 0 ? new CentreAnswer(new HashSet<string>(), null) : await line.SendAsync(parcel, ct);
            }

            if (answer.Accepted is { } accepted)
            {
                sent += await NoteSentAsync(parcel.Id, accepted, actor, ct);
                continue;
            }

            await NoteFailedAsync(parcel.Id, answer.Problem!, actor, ct);
            if (answer.Problem != CentreProblem.Refused)
            {
                // The line is the same for every batch; the next minute tries again.
                break;
            }
        }

        return sent;
    }

    private Task<(CentreParcel Parcel, bool Ask)?> TakeAsync(CancellationToken ct) => Retry.OnConflictAsync<(CentreParcel, bool)?>(async () =>
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var batch = (await db.CentreBatches
            .FromSql($"SELECT *, xmin FROM centre_batches WHERE sent_at IS NULL AND next_try_at <= {now} ORDER BY next_try_at, id LIMIT 1 FOR UPDATE SKIP LOCKED")
            .ToListAsync(ct)).SingleOrDefault();
        if (batch is null)
        {
            return null;
        }

        var ask = batch.MayHaveArrived;
        if (!batch.BeginTry(now + Lease, now).Succeeded)
        {
            return null;
        }

        var parcel = await delivery.PackAsync(db, batch, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (parcel, ask);
    });

    private Task<int> NoteSentAsync(Guid id, IReadOnlySet<string> accepted, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var locked = await CentreDelivery.LockAsync(db, id, Permission, actor, ct);
        if (!locked.TryGet(out var batch) || !(await CentreDelivery.ConfirmAsync(db, batch, accepted, actor, time.GetUtcNow(), null, ct)).Succeeded)
        {
            // An operator has noted it by hand meanwhile.
            return 0;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return 1;
    });

    private Task<bool> NoteFailedAsync(Guid id, string problem, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var locked = await CentreDelivery.LockAsync(db, id, Permission, actor, ct);
        if (!locked.TryGet(out var batch) || !batch.MarkFailed(problem, now + CentreProblem.WaitAfter(batch.Tries + 1), now).Succeeded)
        {
            return false;
        }

        // A line that is down for a week is one thing that happened, not two thousand.
        if (batch.Tries == 1 || problem == CentreProblem.Refused)
        {
            db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.CentreBatchFailed, actor, now, batch.OfficeCode, batch.Id, detail: problem));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        log.LogWarning("Batch {Batch} could not be sent to the centre: {Problem}; tried {Tries} times.", batch.Id, problem, batch.Tries);
        return true;
    });
}
