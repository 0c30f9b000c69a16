using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Stock;

namespace Portal.Infrastructure.Printing;

/// <summary>Writes a batch into the caller's transaction: blanks reserved, cards in the printer, the trail.</summary>
internal sealed class BatchWriter(PortalDbContext db, OfficeEntry office, Actor actor, DateTimeOffset now)
{
    /// <summary>Begins the batch, or refuses for want of blanks.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cards">The applications, locked, in print order.</param>
    /// <param name="jump">Why the one card comes before others, and before how many; null for the front of the order.</param>
    /// <param name="ct">Stops.</param>
    public async Task<Result<PrintBatch>> BeginAsync(Guid id, IReadOnlyList<CardApplication> cards, (string Reason, int Before)? jump, CancellationToken ct)
    {
        var reserved = await StockBook.ReserveAsync(db, office.Code, cards.Count, ct);
        if (!reserved.Succeeded)
        {
            return Result<PrintBatch>.Refused(reserved.Errors);
        }

        var day = office.Calendar.LocalDay(now);
        // The office's order is locked, so nobody else counts at the same time; an index would refuse a number given twice.
        var number = await db.PrintBatches.CountAsync(b => b.OfficeCode == office.Code && b.LocalDay == day, ct) + 1;
        var batch = new PrintBatch(id, office.Code, number, day, actor, now);
        foreach (var card in cards)
        {
            var printing = card.StartPrinting(actor, now);
            if (!printing.Succeeded)
            {
                return Result<PrintBatch>.Refused(printing.Errors);
            }

            batch.Add(Guid.CreateVersion7(now), card, null, now);
            if (jump is { } why)
            {
                db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.PrintOrderJumped, actor, now, office.Code, card.Id, why.Reason, $"{why.Before}"));
            }

            db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.PrintStarted, actor, now, office.Code, card.Id));
        }

        db.PrintBatches.Add(batch);
        return batch;
    }
}
