using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Stock;

/// <summary>
/// Tells everyone in the print order once when their office has run out of blangko, and once more when a delivery reaches
/// their place. A delivery that is used up before it reaches them is no news: they know that they wait. What is due is read
/// from the data: a run after an outage makes up for it, a second run adds nothing.
/// </summary>
/// <remarks>
/// A shortage is named by the supply that was used up in it (the ledger line of the last delivery, or 0 where there never was
/// one). The line that brought the stock to zero would not do: a blank that a stopped or spoiled card gives back makes another
/// such line, and nobody wants to be told the same twice.
/// </remarks>
public sealed class TellShortage(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, StepMessages messages, TimeProvider time) : IUseCase
{
    /// <summary>People told in one transaction: short locks, and an outage in the middle loses little.</summary>
    public const int BatchSize = 200;

    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many messages were written.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var told = 0;
        foreach (var office in (await directory.GetAsync(ct)).Offices.Where(o => o.Rules.PrintsHere))
        {
            if (await DueAsync(office, ct) is { } due)
            {
                foreach (var batch in due.Applications.Chunk(BatchSize))
                {
                    told += await Retry.OnConflictAsync(() => TellAsync(office, due, batch, ct));
                }
            }
        }

        return told;
    }

    /// <summary>Who is to be told what; null when nobody is.</summary>
    private sealed record Due(MessageEvent Event, string EventKey, IReadOnlyList<Guid> Applications);

    private async Task<Due?> DueAsync(OfficeEntry office, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var available = (await StockLedger.LevelAsync(db, office.Code, ct)).Available;
        var waiting = await StockLedger.WaitingAsync(db, office.Code, ct);
        var key = $"{(await StockLedger.LastSupplyAsync(db, office.Code, ct))?.Id ?? 0}";
        if (Shortage.IsDry(office.Rules.PrintsHere, waiting, available))
        {
            return new Due(MessageEvent.BlangkoOut, key, await NotToldOut(db, Reachable(InOrder(db, office.Code)), key).Select(a => a.Id).ToListAsync(ct));
        }

        var served = InOrder(db, office.Code).Take(Shortage.Served(office.Rules.PrintsHere, waiting, available));
        return new Due(MessageEvent.WaveServed, key, await WasToldOut(db, Reachable(served)).Select(a => a.Id).ToListAsync(ct));
    }

    private async Task<int> TellAsync(OfficeEntry office, Due due, Guid[] batch, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Whatever somebody works on, this job on another node included, is left for the next run. Once locked, what the
        // other node has written is seen by the question below.
        var free = await db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM applications WHERE id = ANY({batch}) AND state = 'PrintReady' FOR UPDATE SKIP LOCKED").ToListAsync(ct);
        var (told, key) = (due.Event, due.EventKey);
        var still = db.Applications.AsNoTracking().Where(a => free.Contains(a.Id));
        still = told == MessageEvent.WaveServed ? WasToldOut(db, still) : NotToldOut(db, still, key);
        var (count, now) = (0, time.GetUtcNow());
        var promises = await db.CardPromises.AsNoTracking().Where(p => free.Contains(p.ApplicationId)).ToDictionaryAsync(p => p.ApplicationId, ct);
        foreach (var application in await still.ToListAsync(ct))
        {
            messages.Add(db, application, office, told, key, now, promises.GetValueOrDefault(application.Id)?.Range is { } range ? (range.From, range.Through) : null);
            count++;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return count;
    }

    private static IQueryable<CardApplication> InOrder(PortalDbContext db, OfficeCode office) =>
        db.Applications.Where(a => a.OfficeCode == office && a.State == ApplicationState.PrintReady).OrderBy(a => a.PrintClass).ThenBy(a => a.PrintReadyAt).ThenBy(a => a.Id);

    private static IQueryable<CardApplication> Reachable(IQueryable<CardApplication> applications) =>
        applications.Where(a => a.Channel != Channel.None && a.Person!.PhoneHash != null);

    // Told of a shortage, and not yet that it is over for them.
    private static IQueryable<CardApplication> WasToldOut(PortalDbContext db, IQueryable<CardApplication> applications) =>
        applications.Where(a => db.Outbox.Any(m => m.ApplicationId == a.Id && m.Event == MessageEvent.BlangkoOut
            && !db.Outbox.Any(later => later.ApplicationId == a.Id && later.Event == MessageEvent.WaveServed && later.CreatedAt >= m.CreatedAt)));

    // Neither of this shortage, nor of an earlier one whose end has not reached them.
    private static IQueryable<CardApplication> NotToldOut(PortalDbContext db, IQueryable<CardApplication> applications, string key) =>
        applications.Where(a => !db.Outbox.Any(m => m.ApplicationId == a.Id && m.Event == MessageEvent.BlangkoOut
            && (m.EventKey == key || !db.Outbox.Any(later => later.ApplicationId == a.Id && later.Event == MessageEvent.WaveServed && later.CreatedAt >= m.CreatedAt))));
}
