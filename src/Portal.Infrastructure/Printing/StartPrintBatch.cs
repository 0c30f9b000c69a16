using Microsoft.EntityFrameworkCore;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Stock;

namespace Portal.Infrastructure.Printing;

/// <summary>Cards taken to the printer.</summary>
/// <param name="Id">The batch.</param>
/// <param name="Number">Its number of the day.</param>
/// <param name="Asked">How many were asked for.</param>
/// <param name="Taken">How many were taken: fewer when blanks or cards ran out.</param>
/// <param name="BlanksRanOut">True when it was the blanks.</param>
public sealed record StartedBatch(Guid Id, int Number, int Asked, int Taken, bool BlanksRanOut);

/// <summary>
/// Takes cards from the front of the print order, a blank reserved for each. Two operators at once get different cards, each
/// from what is then the front. A kill in the middle leaves either nothing or a whole batch that is shown as unfinished.
/// </summary>
public sealed class StartPrintBatch(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.PrintCards;

    /// <summary>How many cards of which office.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Size">How many from the front, 1 to <see cref="PrintBatch.Most"/>.</param>
    /// <param name="CommandId">Becomes the batch's id: a double click is one batch.</param>
    public sealed record Command(OfficeCode Office, int Size, Guid CommandId);

    /// <summary>Returns the batch; fewer cards than asked for when blanks or cards run out.</summary>
    public Task<Result<StartedBatch>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(command.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        if (!office.Rules.PrintsHere)
        {
            return PrintingErrors.PrintsElsewhere;
        }

        if (command.Size is < 1 or > PrintBatch.Most)
        {
            return PrintingErrors.BatchSize;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await PrintQueue.LockAsync(db, office.Code, ct);
        if (await db.PrintBatches.AsNoTracking().Include(b => b.Jobs).SingleOrDefaultAsync(b => b.Id == command.CommandId && b.OfficeCode == office.Code, ct) is { } before)
        {
            return new StartedBatch(before.Id, before.Number, command.Size, before.Jobs.Count, false);
        }

        var front = await PrintQueue.FrontAsync(db, office.Code, command.Size, ct);
        if (front.Count == 0)
        {
            return PrintingErrors.OrderEmpty;
        }

        // Asked again with the level locked: what the page showed may be used up.
        var available = (await StockBook.LockAsync(db, office.Code, ct)).Available;
        if (available == 0)
        {
            return StockErrors.NotEnough(0);
        }

        var cards = front.Take(available).ToList();
        var started = await new BatchWriter(db, office, actor, time.GetUtcNow()).BeginAsync(command.CommandId, cards, null, ct);
        if (!started.TryGet(out var batch))
        {
            return Result<StartedBatch>.Refused(started.Errors);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new StartedBatch(batch.Id, batch.Number, command.Size, cards.Count, cards.Count < front.Count);
    });
}
