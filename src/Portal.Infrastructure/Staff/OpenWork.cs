using Microsoft.EntityFrameworkCore;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>What somebody has begun and not finished.</summary>
/// <param name="Recordings">Applicants whose recording they began and nobody has completed; goes to a colleague or to nobody in particular.</param>
/// <param name="PrintBatches">Print batches of theirs with cards still in the printer; likewise.</param>
/// <param name="Drafts">Half-typed forms of the desk, which nobody else can read: dropped.</param>
/// <param name="Corrections">Corrections of the ledger they proposed and nobody has decided on: stay, a second person decides.</param>
/// <param name="StockDays">Days they counted and nobody has confirmed: stay, a second person confirms.</param>
public sealed record OpenWorkView(int Recordings, int PrintBatches, int Drafts, int Corrections, int StockDays)
{
    /// <summary>True when there is nothing.</summary>
    public bool IsEmpty => Recordings + PrintBatches + Drafts + Corrections + StockDays == 0;

    /// <summary>True when a colleague could take something over.</summary>
    public bool CanBeHanded => Recordings + PrintBatches > 0;
}

/// <summary>Finds and hands over what a person holds.</summary>
internal static class OpenWork
{
    public static async Task<OpenWorkView> FindAsync(PortalDbContext db, Guid staff, IEnumerable<OfficeCode> offices, CancellationToken ct)
    {
        var drafts = WalkInDrafts.HashesOf(staff, offices);
        return new OpenWorkView(
            await db.Recordings.CountAsync(r => r.IsOpen && r.StartedBy == staff, ct),
            await Batches(db, staff).CountAsync(ct),
            await db.Drafts.CountAsync(d => drafts.Contains(d.BrowserHash), ct),
            await db.StockCorrections.CountAsync(c => c.ProposedBy == staff && c.Accepted == null, ct),
            await db.StockDays.CountAsync(d => d.CountedBy == staff && d.ConfirmedAt == null, ct));
    }

    /// <summary>Hands it over; the detail for the trail, or null when there was nothing.</summary>
    public static async Task<Result<string?>> HandOverAsync(StaffDesk.Work work, Guid? colleague, IReadOnlyList<OfficeCode> offices, CancellationToken ct)
    {
        var (db, staff) = (work.Db, work.Member.Id);
        var recordings = await db.Recordings.Where(r => r.IsOpen && r.StartedBy == staff).ToListAsync(ct);
        var batches = await Batches(db, staff).ToListAsync(ct);
        if (colleague is { } other)
        {
            var taker = await db.Users.AsNoTracking().Include(u => u.Assignments).SingleOrDefaultAsync(u => u.Id == other && u.Id != staff && u.IsActive && u.LockedAt == null, ct);
            var actor = taker is null ? null : Actor.Staff(other, taker.Roles);
            if (actor is null || recordings.Exists(r => !actor.May(Permission.RecordApplicant, r.OfficeCode)) || batches.Exists(b => !actor.May(Permission.PrintCards, b.OfficeCode)))
            {
                return StaffErrors.Colleague;
            }
        }

        recordings.ForEach(r => r.HandTo(colleague));
        batches.ForEach(b => b.HandTo(colleague));
        var drafts = WalkInDrafts.HashesOf(staff, offices);
        // One that holds a place is left to the sweep, which gives the place back.
        var dropped = await db.Drafts.Where(d => drafts.Contains(d.BrowserHash) && !d.HoldsPlace).ExecuteDeleteAsync(ct);
        return recordings.Count + batches.Count + dropped == 0 ? (string?)null : $"{recordings.Count} {batches.Count} {dropped}{(colleague is null ? "" : $" {colleague}")}";
    }

    private static IQueryable<PrintBatch> Batches(PortalDbContext db, Guid staff) =>
        db.PrintBatches.Where(b => b.StartedBy == staff && db.PrintJobs.Any(j => j.BatchId == b.Id && j.State == PrintJobState.Printing));
}
