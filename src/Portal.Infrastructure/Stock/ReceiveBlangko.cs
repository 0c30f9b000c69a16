using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Stock;

/// <summary>Books blangko that came in with a delivery note, and closes the request they came for.</summary>
public sealed class ReceiveBlangko(StockDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.MoveBlangko;

    /// <summary>What came, as typed.</summary>
    /// <param name="Office">Where.</param>
    /// <param name="Quantity">How many.</param>
    /// <param name="DeliveryNote">Number of the delivery note.</param>
    /// <param name="SerialFrom">First serial; blank where none is tracked.</param>
    /// <param name="SerialThrough">Last serial, inclusive.</param>
    /// <param name="RequestId">The request they came for; null for none.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(OfficeCode Office, int? Quantity, string? DeliveryNote, string? SerialFrom, string? SerialThrough, Guid? RequestId, Guid CommandId);

    /// <summary>Returns the level after it, or what is wrong with the delivery.</summary>
    public Task<Result<StockOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        desk.DoAsync(Permission, command.Office, command.CommandId, (work, stop) => ReceiveAsync(command, work, stop), actor, ct);

    private static async Task<Result<StockDesk.Trail>> ReceiveAsync(Command command, StockDesk.Work work, CancellationToken ct)
    {
        var read = Delivery.Of(command.Quantity, command.DeliveryNote, command.SerialFrom, command.SerialThrough);
        if (!read.TryGet(out var delivery))
        {
            return Result<StockDesk.Trail>.Refused(read.Errors);
        }

        if (await EarlierNoteAsync(work.Db, work.Office.Code, delivery, ct) is { } note)
        {
            return StockErrors.SerialsReceived(note);
        }

        if (command.RequestId is { } id)
        {
            var request = await work.Db.StockRequests.SingleOrDefaultAsync(r => r.Id == id && r.OfficeCode == work.Office.Code, ct);
            var served = request?.Receive(work.Now) ?? AccessErrors.NotFound;
            if (!served.Succeeded)
            {
                return Result<StockDesk.Trail>.Refused(served.Errors);
            }
        }

        var moved = await StockBook.MoveAsync(work.Db, work.Office.Code, delivery.Quantity, 0, balance => StockEntry.Received(work.Office.Code, delivery, balance, work.Today, work.Actor, work.Now, work.CommandId), ct);
        return moved.Succeeded
            ? new StockDesk.Trail(AuditVerbs.StockReceived, command.RequestId, Detail: delivery.Quantity.ToString(CultureInfo.InvariantCulture))
            : Result<StockDesk.Trail>.Refused(moved.Errors);
    }

    // Two people who unpack one parcel would book it twice; the serials tell.
    private static async Task<string?> EarlierNoteAsync(PortalDbContext db, OfficeCode office, Delivery delivery, CancellationToken ct)
    {
        if (delivery is not { SerialFrom: { } from, SerialThrough: { } through })
        {
            return null;
        }

        var earlier = await db.StockEntries.AsNoTracking()
            .Where(e => e.OfficeCode == office && e.SerialFrom != null && e.SerialFrom.Length == from.Length)
            .Select(e => new { From = e.SerialFrom!, Through = e.SerialThrough!, Note = e.DeliveryNote! }).ToListAsync(ct);
        return earlier.Find(e => Delivery.Overlap(from, through, e.From, e.Through))?.Note;
    }
}
