using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Stock;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Stock;

/// <summary>
/// Writes an office's ledger inside the caller's transaction. Every movement first changes the office's level, which locks it:
/// so balances follow one another, and the database refuses a level below zero. Lock order everywhere: applications before the level.
/// </summary>
internal static class StockBook
{
    /// <summary>The level, locked until the transaction ends; made where the office has none yet.</summary>
    public static async Task<StockLevel> LockAsync(PortalDbContext db, OfficeCode office, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"INSERT INTO stock_levels (office_code, on_hand, reserved) VALUES ({office.Value}, 0, 0) ON CONFLICT DO NOTHING", ct);
        return await db.StockLevels.FromSql($"SELECT * FROM stock_levels WHERE office_code = {office.Value} FOR UPDATE").AsNoTracking().SingleAsync(ct);
    }

    /// <summary>Reserves blanks for cards that go to the printer.</summary>
    /// <returns><c>stock_not_enough</c> when fewer are available; nothing is reserved then.</returns>
    public static async Task<Result> ReserveAsync(PortalDbContext db, OfficeCode office, int quantity, CancellationToken ct)
    {
        var level = await LockAsync(db, office, ct);
        if (level.Available < quantity)
        {
            return StockErrors.NotEnough(level.Available);
        }

        await db.Database.ExecuteSqlAsync($"UPDATE stock_levels SET reserved = reserved + {quantity} WHERE office_code = {office.Value}", ct);
        return Result.Ok;
    }

    /// <summary>Gives a reserved blank back.</summary>
    public static Task ReleaseAsync(PortalDbContext db, OfficeCode office, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"UPDATE stock_levels SET reserved = reserved - 1 WHERE office_code = {office.Value}", ct);

    /// <summary>Changes the level and adds the line that <paramref name="line"/> makes of the new balance.</summary>
    /// <param name="db">The caller's context, in its transaction.</param>
    /// <param name="office">The office.</param>
    /// <param name="change">How many more or fewer.</param>
    /// <param name="reserved">How many of these had been reserved, 0 or more; released with the movement.</param>
    /// <param name="line">Makes the line.</param>
    /// <param name="ct">Stops.</param>
    /// <returns><c>stock_not_enough</c> when fewer blanks are there that nobody has reserved.</returns>
    public static async Task<Result> MoveAsync(PortalDbContext db, OfficeCode office, int change, int reserved, Func<int, StockEntry> line, CancellationToken ct)
    {
        var level = await LockAsync(db, office, ct);
        if (level.Available + reserved + change < 0)
        {
            return StockErrors.NotEnough(level.Available);
        }

        await db.Database.ExecuteSqlAsync($"UPDATE stock_levels SET on_hand = on_hand + {change}, reserved = reserved - {reserved} WHERE office_code = {office.Value}", ct);
        db.StockEntries.Add(line(level.OnHand + change));
        return Result.Ok;
    }
}
