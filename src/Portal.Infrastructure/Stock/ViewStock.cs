using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Stock;

/// <summary>One line of the ledger, with names.</summary>
/// <param name="Id">Its number, ascending.</param>
/// <param name="At">When, with the office's offset.</param>
/// <param name="Movement">Why the number changed.</param>
/// <param name="Change">By how many.</param>
/// <param name="Balance">How many there were after it.</param>
/// <param name="Note">Delivery note, reason or destination; null for a card.</param>
/// <param name="Serials">A serial, or the first and last of a delivery; null where none is tracked.</param>
/// <param name="Who">Who booked it; null for the portal itself.</param>
/// <param name="Second">The other person of a correction.</param>
public sealed record StockLine(long Id, DateTimeOffset At, StockMovement Movement, int Change, int Balance, string? Note, string? Serials, string? Who, string? Second);

/// <summary>A correction that waits for the second person.</summary>
/// <param name="Own">True when this member of staff proposed it.</param>
public sealed record PendingCorrection(Guid Id, uint Version, int Change, string Reason, string? Who, DateTimeOffset At, bool Own);

/// <summary>A request upward, with what the Dinas answered.</summary>
public sealed record StockRequestLine(Guid Id, uint Version, int Quantity, string? Note, DateOnly Day, string? Who, StockRequestState State, DateTimeOffset ChangedAt, DateOnly? ExpectedFrom, DateOnly? ExpectedThrough, int? ExpectedLeast, int? ExpectedMost)
{
    /// <summary>True while blanks may still come for it.</summary>
    public bool IsOpen => State is StockRequestState.Sent or StockRequestState.Promised;
}

/// <summary>An office's blangko at this moment, and one page of its ledger, newest first.</summary>
/// <param name="Today">The office's own calendar day.</param>
/// <param name="OnHand">Blanks in the house, reserved ones included.</param>
/// <param name="Reserved">Of these, in the printer.</param>
/// <param name="Waiting">Cards in the print order.</param>
/// <param name="Sums">What was booked today.</param>
/// <param name="Outlook">How long they will last.</param>
/// <param name="Corrections">Corrections that wait for a second person, oldest first.</param>
/// <param name="Requests">Requests that are still open, oldest first.</param>
/// <param name="Total">Lines that match the filter, on all pages.</param>
/// <param name="Lines">Those of this page.</param>
public sealed record StockView(DateOnly Today, int OnHand, int Reserved, int Waiting, StockSums Sums, StockOutlook Outlook, IReadOnlyList<PendingCorrection> Corrections, IReadOnlyList<StockRequestLine> Requests, int Total, IReadOnlyList<StockLine> Lines)
{
    /// <summary>Blanks that nobody has reserved.</summary>
    public int Available => OnHand - Reserved;
}

/// <summary>Shows an office its blangko.</summary>
public sealed class ViewStock(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <summary>The largest page.</summary>
    public const int LargestPage = 200;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewStock;

    /// <summary>What to show.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Movement">Only lines of this kind; null for all.</param>
    /// <param name="From">First day, inclusive; null for no limit.</param>
    /// <param name="Through">Last day, inclusive; null for no limit.</param>
    /// <param name="Skip">Lines to skip.</param>
    /// <param name="Take">Lines to show, up to <see cref="LargestPage"/>.</param>
    public sealed record Query(OfficeCode Office, StockMovement? Movement = null, DateOnly? From = null, DateOnly? Through = null, int Skip = 0, int Take = 25);

    /// <summary>Returns the stock, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<StockView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var (code, zone) = (office.Code, office.Calendar.Zone);
        var today = office.Calendar.LocalDay(time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(ct);
        var level = await StockLedger.LevelAsync(db, code, ct);
        var days = await StockLedger.DaysAsync(db, code, today.AddDays(-StockOutlook.LookBack), today, ct);
        var corrections = await (
            from c in db.StockCorrections.AsNoTracking()
            where c.OfficeCode == code && c.Accepted == null
            orderby c.ProposedAt
            select new { Correction = c, Who = db.Users.Where(u => u.Id == c.ProposedBy).Select(u => u.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        var requests = await StockRequestLines.OfAsync(db, office, db.StockRequests.Where(r => r.State == StockRequestState.Sent || r.State == StockRequestState.Promised).OrderBy(r => r.AskedAt), ct);
        var lines = db.StockEntries.AsNoTracking().Where(e => e.OfficeCode == code);
        lines = query.Movement is { } movement ? lines.Where(e => e.Movement == movement) : lines;
        lines = query.From is { } from ? lines.Where(e => e.LocalDay >= from) : lines;
        lines = query.Through is { } through ? lines.Where(e => e.LocalDay <= through) : lines;
        var page = await (
            from e in lines.OrderByDescending(e => e.LocalDay).ThenByDescending(e => e.Id).Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 0, LargestPage))
            select new
            {
                Entry = e,
                Who = db.Users.Where(u => u.Id == e.StaffId).Select(u => u.DisplayName).FirstOrDefault(),
                Second = db.Users.Where(u => u.Id == e.SecondStaffId).Select(u => u.DisplayName).FirstOrDefault(),
            }).ToListAsync(ct);
        return new StockView(
            today,
            level.OnHand,
            level.Reserved,
            await StockLedger.WaitingAsync(db, code, ct),
            days[^1].Sums,
            StockLedger.OutlookOf(level.Available, office, days, today),
            [.. corrections.Select(c => new PendingCorrection(c.Correction.Id, c.Correction.Version, c.Correction.Change, c.Correction.Reason, c.Who, TimeZoneInfo.ConvertTime(c.Correction.ProposedAt, zone), c.Correction.ProposedBy == actor.StaffId))],
            requests,
            await lines.CountAsync(ct),
            [.. page.Select(p => LineOf(p.Entry, p.Who, p.Second, zone))]);
    }

    private static StockLine LineOf(StockEntry entry, string? who, string? second, TimeZoneInfo zone) => new(
        entry.Id,
        TimeZoneInfo.ConvertTime(entry.At, zone),
        entry.Movement,
        entry.Change,
        entry.Balance,
        entry.DeliveryNote ?? entry.Reason,
        entry.SerialFrom is { } first ? $"{first}–{entry.SerialThrough}" : entry.Serial,
        who,
        second);
}

/// <summary>Reads requests with the names of those who asked.</summary>
internal static class StockRequestLines
{
    public static async Task<IReadOnlyList<StockRequestLine>> OfAsync(PortalDbContext db, OfficeEntry office, IQueryable<StockRequest> requests, CancellationToken ct)
    {
        var rows = await requests.AsNoTracking().Where(r => r.OfficeCode == office.Code)
            .Select(r => new { Request = r, Who = db.Users.Where(u => u.Id == r.AskedBy).Select(u => u.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        return [.. rows.Select(r => new StockRequestLine(r.Request.Id, r.Request.Version, r.Request.Quantity, r.Request.Note, r.Request.LocalDay, r.Who, r.Request.State, office.Local(r.Request.ChangedAt), r.Request.ExpectedFrom, r.Request.ExpectedThrough, r.Request.ExpectedLeast, r.Request.ExpectedMost))];
    }
}
