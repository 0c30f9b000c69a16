using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Stock;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Stock;

namespace Portal.Infrastructure.Printing;

/// <summary>What the steps on a card in the printer share.</summary>
internal static class PrintJobs
{
    private const int LongestReason = 500;

    /// <summary>A serial as it is kept; null where none is tracked or known.</summary>
    /// <param name="Serial">The serial.</param>
    public readonly record struct ReadSerial(string? Serial);

    /// <summary>The application's job that stands where the step expects it; of jobs in the printer or printed there is one at most. The application is locked, so it stays as it is.</summary>
    public static Task<PrintJob?> OfAsync(ApplicationDesk.Work work, CancellationToken ct, params PrintJobState[] states) =>
        work.Db.PrintJobs.SingleOrDefaultAsync(j => j.ApplicationId == work.Application.Id && states.Contains(j.State), ct);

    /// <summary>
    /// Reads a serial where the office tracks them: it lies in a range that was received, and no other card or loose blank used it. The level is
    /// locked first, so that nobody uses the same serial meanwhile. A card keeps the serial that it was printed with.
    /// </summary>
    public static async Task<Result<ReadSerial>> SerialAsync(ApplicationDesk.Work work, PrintJob job, string? typed, bool required, CancellationToken ct)
    {
        if (!work.Office.Rules.TracksSerials || job.Serial is not null)
        {
            return new ReadSerial(job.Serial);
        }

        var read = Delivery.SerialOf(typed);
        if (!read.TryGet(out var serial))
        {
            return Result<ReadSerial>.Refused(read.Errors);
        }

        if (serial is null)
        {
            return required ? StockErrors.SerialRequired : new ReadSerial(null);
        }

        var (db, office) = (work.Db, work.Office.Code);
        await StockBook.LockAsync(db, office, ct);
        var ranges = await db.StockEntries.AsNoTracking().Where(e => e.OfficeCode == office && e.SerialFrom != null).Select(e => new { e.SerialFrom, e.SerialThrough }).ToListAsync(ct);
        var received = ranges.Exists(r => Delivery.InRange(serial, r.SerialFrom!, r.SerialThrough!));
        return received && !await db.StockEntries.AnyAsync(e => e.OfficeCode == office && e.Serial == serial && e.PrintJobId != job.Id, ct)
            ? new ReadSerial(serial)
            : StockErrors.SerialUnknown;
    }

    /// <summary>The reasons as one line for trail and ledger.</summary>
    public static string InWords(Reasons why)
    {
        var words = string.Join("; ", why.Chosen.Select(r => r.Indonesian).Append(why.Note).Where(r => r is not null));
        return words.Length <= LongestReason ? words : words[..LongestReason];
    }
}
