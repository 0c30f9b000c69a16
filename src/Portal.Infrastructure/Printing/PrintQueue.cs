using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>Reads an office's print order for a change, inside the caller's transaction.</summary>
internal static class PrintQueue
{
    private const int Purpose = 0x0C_A12D;

    /// <summary>
    /// One at a time takes cards of an office, so that each gets what is then the front; without it, fifty who wait for thirty blanks
    /// would leave gaps in the order. Taken before applications and stock, and by nothing else, so nobody waits in a circle.
    /// </summary>
    public static Task LockAsync(PortalDbContext db, OfficeCode office, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Purpose}, hashtext({office.Value}))", ct);

    /// <summary>The first cards of the order, locked, in order. A card that somebody changes at this moment is passed over and keeps its place.</summary>
    public static async Task<IReadOnlyList<CardApplication>> FrontAsync(PortalDbContext db, OfficeCode office, int size, CancellationToken ct)
    {
        var ids = await db.Database.SqlQuery<Guid>(
            $"""
            SELECT id AS "Value" FROM applications WHERE office_code = {office.Value} AND state = 'PrintReady'
            ORDER BY print_class, print_ready_at, id LIMIT {size} FOR UPDATE SKIP LOCKED
            """).ToListAsync(ct);
        var cards = await db.Applications.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        return [.. ids.Select(id => cards[id])];
    }

    /// <summary>One card of the order, locked; null when it is not in it.</summary>
    public static async Task<CardApplication?> OneAsync(PortalDbContext db, OfficeCode office, RegisterNumber register, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM applications WHERE register = {register.Value} FOR UPDATE", ct);
        return await db.Applications.SingleOrDefaultAsync(a => a.Register == register && a.OfficeCode == office && a.State == ApplicationState.PrintReady, ct);
    }

    /// <summary>How many cards come before this one.</summary>
    public static Task<int> BeforeAsync(PortalDbContext db, CardApplication card, CancellationToken ct) =>
        db.Database.SqlQuery<int>(
            $"""
            SELECT count(*)::int AS "Value" FROM applications WHERE office_code = {card.OfficeCode.Value} AND state = 'PrintReady'
            AND (print_class, print_ready_at, id) < ({card.PrintClass}, {card.PrintReadyAt}, {card.Id})
            """).SingleAsync(ct);
}
