using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Offices.Seed;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Offices;

/// <summary>
/// What a new database begins with. Both steps look first whether there is anything already and then leave it alone:
/// what staff have edited is never overwritten, and what they have deleted does not come back.
/// </summary>
public static class OfficeSeed
{
    private const long SeedLock = 0x504F5254414C10;

    /// <summary>The national service list and the holidays of 2026; every installation begins with them.</summary>
    public static Task LoadServicesIfNewAsync(PortalDbContext db, CancellationToken ct) => AloneAsync(db, async () =>
    {
        if (!await db.Services.AnyAsync(ct))
        {
            db.Services.AddRange(NationalServices.All());
        }

        if (!await db.Holidays.AnyAsync(ct))
        {
            db.Holidays.AddRange(NationalHolidays.Of2026());
        }

        await db.SaveChangesAsync(ct);
    }, ct);

    /// <summary>The five offices; Development only, a real installation enters its own.</summary>
    public static Task LoadOfficesIfNewAsync(PortalDbContext db, CancellationToken ct) => AloneAsync(db, async () =>
    {
        if (!await db.Offices.AnyAsync(ct))
        {
            db.Offices.AddRange(FiveOffices.All());
            await db.SaveChangesAsync(ct);
        }
    }, ct);

    /// <summary>Two nodes that start on one new database must not both find it empty.</summary>
    private static async Task AloneAsync(PortalDbContext db, Func<Task> load, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({SeedLock})", ct);
        await load();
        await transaction.CommitAsync(ct);
    }
}
