using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Stock;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Stock;

/// <summary>Reads the ledger by the office's own days.</summary>
internal static class StockLedger
{
    /// <summary>The sums of one day.</summary>
    public static async Task<StockSums> DayAsync(PortalDbContext db, OfficeCode office, DateOnly day, CancellationToken ct) =>
        (await DaysAsync(db, office, day, day, ct))[0].Sums;

    /// <summary>The sums of every calendar day from <paramref name="from"/> through <paramref name="through"/>, both inclusive, oldest first; a day without a line repeats the balance before it.</summary>
    public static async Task<IReadOnlyList<(DateOnly Day, StockSums Sums)>> DaysAsync(PortalDbContext db, OfficeCode office, DateOnly from, DateOnly through, CancellationToken ct)
    {
        // By day first: the index leads to the last line before the first day, however long the ledger.
        var opening = await db.StockEntries.Where(e => e.OfficeCode == office && e.LocalDay < from)
            .OrderByDescending(e => e.LocalDay).ThenByDescending(e => e.Id).Select(e => e.Balance).FirstOrDefaultAsync(ct);
        var sums = (await db.StockEntries.Where(e => e.OfficeCode == office && e.LocalDay >= from && e.LocalDay <= through)
                .GroupBy(e => new { e.LocalDay, e.Movement })
                .Select(g => new { g.Key.LocalDay, g.Key.Movement, Change = g.Sum(e => e.Change) })
                .ToListAsync(ct))
            .ToDictionary(g => (g.LocalDay, g.Movement), g => g.Change);
        List<(DateOnly, StockSums)> days = [];
        for (var day = from; day <= through; day = day.AddDays(1))
        {
            int Of(StockMovement movement) => sums.GetValueOrDefault((day, movement));
            var ofDay = new StockSums(opening, Of(StockMovement.Received), -Of(StockMovement.Printed), -Of(StockMovement.Spoiled), -Of(StockMovement.Transferred), Of(StockMovement.Corrected));
            days.Add((day, ofDay));
            opening = ofDay.Closing;
        }

        return days;
    }

    /// <summary>How long the blanks will last, from the days that the ledger knows.</summary>
    public static StockOutlook OutlookOf(int available, OfficeEntry office, IReadOnlyList<(DateOnly Day, StockSums Sums)> days, DateOnly today) =>
        StockOutlook.Of(available, office.Rules.LowStock, days.Select(d => new StockUse(d.Day, d.Sums.Printed + d.Sums.Spoiled, d.Sums.Opening + d.Sums.Received > 0)), today, office.Calendar);

    /// <summary>Cards in the print order of an office: print-ready and not in the printer.</summary>
    public static Task<int> WaitingAsync(PortalDbContext db, OfficeCode office, CancellationToken ct) =>
        db.Applications.CountAsync(a => a.OfficeCode == office && a.State == ApplicationState.PrintReady, ct);

    /// <summary>The level; an office that never had blanks has 0.</summary>
    public static async Task<StockLevel> LevelAsync(PortalDbContext db, OfficeCode office, CancellationToken ct) =>
        await db.StockLevels.AsNoTracking().SingleOrDefaultAsync(l => l.OfficeCode == office, ct) ?? new StockLevel(office);

    /// <summary>True when no blank is left for an application's place in the print order; without a place it does not wait for one.</summary>
    public static async Task<bool> WaitsAsync(PortalDbContext db, OfficeEntry office, ApplicationState state, int? place, CancellationToken ct) =>
        place is { } of && Shortage.WaitsForBlangko(state, office.Rules.PrintsHere, of, (await LevelAsync(db, office.Code, ct)).Available);

    /// <summary>The line that brought the supply which is used now; null for an office that never had one.</summary>
    public static Task<StockEntry?> LastSupplyAsync(PortalDbContext db, OfficeCode office, CancellationToken ct) =>
        db.StockEntries.AsNoTracking().Where(e => e.OfficeCode == office && e.Change > 0 && (e.Movement == StockMovement.Received || e.Movement == StockMovement.Corrected))
            .OrderByDescending(e => e.LocalDay).ThenByDescending(e => e.Id).FirstOrDefaultAsync(ct);

    /// <summary>Since when an office without blanks has had none, with its offset: the first line after its last supply that left nothing. Null where it never had any.</summary>
    public static async Task<DateTimeOffset?> DrySinceAsync(PortalDbContext db, OfficeEntry office, CancellationToken ct)
    {
        if (await LastSupplyAsync(db, office.Code, ct) is not { } supply)
        {
            return null;
        }

        var since = await db.StockEntries.Where(e => e.OfficeCode == office.Code && e.LocalDay >= supply.LocalDay && e.Id > supply.Id && e.Balance == 0).MinAsync(e => (DateTimeOffset?)e.At, ct);
        return since is { } at ? office.Local(at) : null;
    }
}
