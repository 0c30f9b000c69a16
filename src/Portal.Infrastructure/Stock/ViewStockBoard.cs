using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Printing;

namespace Portal.Infrastructure.Stock;

/// <summary>One day as it is published.</summary>
/// <param name="Day">The office's own calendar day.</param>
/// <param name="Sums">What the ledger says of it.</param>
/// <param name="Closed">True when it was closed as the ledger has it now.</param>
/// <param name="Alone">True when one person closed it, with a reason that is reviewed.</param>
public sealed record StockBoardDay(DateOnly Day, StockSums Sums, bool Closed, bool Alone);

/// <summary>A delivery that the Dinas announced, as told to the office.</summary>
/// <param name="From">First day, inclusive.</param>
/// <param name="Through">Last day, inclusive.</param>
/// <param name="Least">Fewest blanks.</param>
/// <param name="Most">Most blanks, inclusive.</param>
/// <param name="ToldOn">The day on which the office noted it.</param>
public sealed record ExpectedDelivery(DateOnly From, DateOnly Through, int Least, int Most, DateOnly ToldOn);

/// <summary>The public board of one office. No personal data, no names.</summary>
/// <param name="Office">The office.</param>
/// <param name="Today">Its own calendar day.</param>
/// <param name="PrintsHere">False where the Dinas prints: then the office holds no blanks.</param>
/// <param name="OnHand">Blanks in the house, those in the printer included.</param>
/// <param name="Available">Blanks that can still be given to a card.</param>
/// <param name="Waiting">Cards in the print order.</param>
/// <param name="ShortageSince">When the last blank was used up, with the office's offset; null while there are some, and where there never were any.</param>
/// <param name="LastDelivery">Day and quantity of the last delivery, or null.</param>
/// <param name="Expected">Deliveries that the Dinas announced and that may still come, soonest first.</param>
/// <param name="Outlook">How long the blanks will last.</param>
/// <param name="Jumps">How many cards were put before others in the last <see cref="ViewStockBoard.CountedDays"/> days, with name and reason in the trail.</param>
/// <param name="LoneActs">How often one person acted where two are needed, in the same days.</param>
/// <param name="History">Every calendar day that was asked for, oldest first.</param>
public sealed record StockBoard(OfficeCode Office, DateOnly Today, bool PrintsHere, int OnHand, int Available, int Waiting, DateTimeOffset? ShortageSince, (DateOnly Day, int Quantity)? LastDelivery, IReadOnlyList<ExpectedDelivery> Expected, StockOutlook Outlook, int Jumps, int LoneActs, IReadOnlyList<StockBoardDay> History)
{
    /// <summary>Today's sums.</summary>
    public required StockBoardDay OfToday { get; init; }

    /// <summary>The first day of the ledger; null while it is empty.</summary>
    public required DateOnly? Began { get; init; }
}

/// <summary>Publishes an office's blangko: against illegal levies, everybody sees what there is.</summary>
public sealed class ViewStockBoard(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <summary>Days over which jumps and lone acts are counted, today included.</summary>
    public const int CountedDays = 30;

    /// <summary>Most days of history at once, both ends inclusive.</summary>
    public const int LongestHistory = 366;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewStockBoard;

    /// <summary>What to show.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="From">First day of the history, inclusive; null for <see cref="CountedDays"/> days.</param>
    /// <param name="Through">Its last day, inclusive; null for today, and today where it lies ahead.</param>
    public sealed record Query(OfficeCode Office, DateOnly? From = null, DateOnly? Through = null);

    /// <summary>Returns the board, <c>not_found</c> for an office there is not, or <c>stock_history_span</c> for a history the wrong way round or longer than a year.</summary>
    public async Task<Result<StockBoard>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).FindPublic(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var now = time.GetUtcNow();
        var (code, today) = (office.Code, office.Calendar.LocalDay(now));
        var through = query.Through is { } last && last < today ? last : today;
        var from = query.From ?? through.AddDays(1 - CountedDays);
        if (from > through || through.DayNumber - from.DayNumber >= LongestHistory)
        {
            return StockErrors.HistorySpan;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var level = await StockLedger.LevelAsync(db, code, ct);
        var recent = await StockLedger.DaysAsync(db, code, today.AddDays(-StockOutlook.LookBack), today, ct);
        var days = from >= recent[0].Day ? [.. recent.Where(d => d.Day >= from && d.Day <= through)] : await StockLedger.DaysAsync(db, code, from, through, ct);
        var closes = await db.StockDays.AsNoTracking().Where(d => d.OfficeCode == code && ((d.Day >= from && d.Day <= through) || d.Day == today)).ToDictionaryAsync(d => d.Day, ct);
        StockBoardDay Published((DateOnly Day, StockSums Sums) day) =>
            new(day.Day, day.Sums, closes.TryGetValue(day.Day, out var close) && close.IsClosed(day.Sums), close is { Alone: true });

        var since = now.AddDays(-CountedDays);
        var delivery = await db.StockEntries.Where(e => e.OfficeCode == code && e.Movement == StockMovement.Received).OrderByDescending(e => e.LocalDay).ThenByDescending(e => e.Id).Select(e => new { e.LocalDay, e.Change }).FirstOrDefaultAsync(ct);
        return new StockBoard(
            code,
            today,
            office.Rules.PrintsHere,
            level.OnHand,
            level.Available,
            await StockLedger.WaitingAsync(db, code, ct),
            level.OnHand == 0 ? await StockLedger.DrySinceAsync(db, office, ct) : null,
            delivery is null ? null : (delivery.LocalDay, delivery.Change),
            await ExpectedAsync(db, office, today, ct),
            StockLedger.OutlookOf(level.Available, office, recent, today),
            await db.AuditEvents.Jumps().CountAsync(e => e.OfficeCode == code && e.At > since, ct),
            await db.LoneActs.CountAsync(a => a.OfficeCode == code && a.At > since, ct),
            [.. days.Select(Published)])
        {
            OfToday = Published(recent[^1]),
            Began = await db.StockEntries.Where(e => e.OfficeCode == code).MinAsync(e => (DateOnly?)e.LocalDay, ct),
        };
    }

    // A promise whose last day has gone by is no expectation any more; the office asks again.
    private static async Task<IReadOnlyList<ExpectedDelivery>> ExpectedAsync(PortalDbContext db, OfficeEntry office, DateOnly today, CancellationToken ct)
    {
        var promised = await db.StockRequests.AsNoTracking().Where(r => r.OfficeCode == office.Code && r.State == StockRequestState.Promised && r.ExpectedThrough >= today).OrderBy(r => r.ExpectedFrom).ToListAsync(ct);
        return [.. promised.Select(r => new ExpectedDelivery(r.ExpectedFrom!.Value, r.ExpectedThrough!.Value, r.ExpectedLeast!.Value, r.ExpectedMost!.Value, office.Calendar.LocalDay(r.ChangedAt)))];
    }
}
