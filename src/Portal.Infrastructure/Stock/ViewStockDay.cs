using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Stock;

/// <summary>A count of a day, with names.</summary>
/// <param name="Version">Row version, to be sent back with the confirmation.</param>
/// <param name="Counted">Blanks that were counted.</param>
/// <param name="Difference">Counted minus ledger, as it was then.</param>
/// <param name="Explanation">Why they differ, or null.</param>
/// <param name="CountedBy">Who counted.</param>
/// <param name="CountedAt">When, with the office's offset.</param>
/// <param name="Own">True when this member of staff counted.</param>
/// <param name="ConfirmedBy">Who confirmed; null while it waits.</param>
/// <param name="ConfirmedAt">When, with the office's offset.</param>
/// <param name="Alone">True when one person did both.</param>
/// <param name="Stale">True when something was booked since it was counted: it has to be counted again.</param>
public sealed record StockCount(uint Version, int Counted, int Difference, string? Explanation, string? CountedBy, DateTimeOffset CountedAt, bool Own, string? ConfirmedBy, DateTimeOffset? ConfirmedAt, bool Alone, bool Stale);

/// <summary>One day of an office's blangko, for the close and for the sheet.</summary>
/// <param name="Day">The day.</param>
/// <param name="Today">The office's own day now.</param>
/// <param name="Sums">What the ledger says of it.</param>
/// <param name="Reserved">Blanks in the printer at this moment.</param>
/// <param name="Count">The count, or null while nobody has counted.</param>
/// <param name="Closed">True when it is closed as the ledger has it now.</param>
/// <param name="Open">Days with movements that nobody has closed yet, newest first, today included; at most <see cref="ViewStockDay.LongestOpen"/>.</param>
/// <param name="BoardUrl">The public board of this office and day, absolute, for the QR code.</param>
/// <param name="Seal">Where the chain of seals over the office's trail stands; null before its first seal.</param>
public sealed record StockDayView(DateOnly Day, DateOnly Today, StockSums Sums, int Reserved, StockCount? Count, bool Closed, IReadOnlyList<DateOnly> Open, string BoardUrl, SealHead? Seal);

/// <summary>Shows one day of an office's blangko.</summary>
public sealed class ViewStockDay(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PublicLinks links, TimeProvider time) : IUseCase
{
    /// <summary>How many unclosed days are listed at most.</summary>
    public const int LongestOpen = 14;

    private const int LookBack = 60;

    /// <inheritdoc />
    public static Permission Permission => Permission.CloseStockDay;

    /// <summary>Which day; null for the office's today.</summary>
    public sealed record Query(OfficeCode Office, DateOnly? Day = null);

    /// <summary>Returns the day, or not_found for an office that the actor may not see and <c>stock_day_not_yet</c> for a day to come.</summary>
    public async Task<Result<StockDayView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var today = office.Calendar.LocalDay(time.GetUtcNow());
        var day = query.Day ?? today;
        if (day > today)
        {
            return StockErrors.DayNotYet;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var sums = await StockLedger.DayAsync(db, office.Code, day, ct);
        var row = await db.StockDays.AsNoTracking().SingleOrDefaultAsync(d => d.OfficeCode == office.Code && d.Day == day, ct);
        var level = await StockLedger.LevelAsync(db, office.Code, ct);
        return new StockDayView(day, today, sums, level.Reserved, row is null ? null : await CountOfAsync(db, row, sums, office.Calendar.Zone, actor, ct), row?.IsClosed(sums) ?? false, await OpenAsync(db, office, today, ct), links.StockBoard(office.Code, day), await SealChain.HeadAsync(db, AuditSeal.ChainOf(office.Code), ct));
    }

    private static async Task<StockCount> CountOfAsync(PortalDbContext db, StockDay row, StockSums sums, TimeZoneInfo zone, Actor actor, CancellationToken ct)
    {
        var names = await db.Users.Where(u => u.Id == row.CountedBy || u.Id == row.ConfirmedBy).Select(u => new { u.Id, u.DisplayName }).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        string? NameOf(Guid? staff) => staff is { } id ? names.GetValueOrDefault(id) : null;
        return new StockCount(
            row.Version,
            row.Counted,
            row.Difference,
            row.Explanation,
            NameOf(row.CountedBy),
            TimeZoneInfo.ConvertTime(row.CountedAt, zone),
            row.CountedBy == actor.StaffId,
            NameOf(row.ConfirmedBy),
            row.ConfirmedAt is { } at ? TimeZoneInfo.ConvertTime(at, zone) : null,
            row.Alone,
            row.Sums != sums);
    }

    private static async Task<IReadOnlyList<DateOnly>> OpenAsync(PortalDbContext db, OfficeEntry office, DateOnly today, CancellationToken ct)
    {
        var since = today.AddDays(-LookBack);
        var days = await StockLedger.DaysAsync(db, office.Code, since, today, ct);
        var counts = await db.StockDays.AsNoTracking().Where(d => d.OfficeCode == office.Code && d.Day >= since).ToDictionaryAsync(d => d.Day, ct);
        return [.. days.Where(d => d.Sums.Moved || (d.Day == today && d.Sums.Opening > 0))
            .Where(d => !(counts.TryGetValue(d.Day, out var count) && count.IsClosed(d.Sums)))
            .Select(d => d.Day).Reverse().Take(LongestOpen)];
    }
}
