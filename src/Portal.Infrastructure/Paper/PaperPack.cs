using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Paper;

/// <summary>One slip: what the person takes along, and the ticket that stays.</summary>
/// <param name="Ticket">Number of the ticket.</param>
/// <param name="Register">The register number.</param>
/// <param name="StatusUrl">Where its QR code leads.</param>
/// <param name="Used">True when it has been keyed in: it is not printed again.</param>
public sealed record PaperSlip(int Ticket, RegisterNumber Register, string StatusUrl, bool Used);

/// <summary>Somebody expected today, masked.</summary>
/// <param name="Start">Start, with the office's offset.</param>
/// <param name="Register">The number.</param>
/// <param name="Name">The name, masked.</param>
public sealed record PaperVisitor(DateTimeOffset Start, RegisterNumber Register, string Name);

/// <summary>Everything an office needs to go on without power.</summary>
/// <param name="Block">The block of numbers.</param>
/// <param name="Office">The office.</param>
/// <param name="Day">The office's own day.</param>
/// <param name="MadeAt">When the numbers were set aside, with the office's offset.</param>
/// <param name="Slips">The slips, by ticket.</param>
/// <param name="Expected">Who is expected today.</param>
/// <param name="OnHand">Blangko in the house; null where none were ever booked.</param>
public sealed record PaperPack(Guid Block, OfficeEntry Office, DateOnly Day, DateTimeOffset MadeAt, IReadOnlyList<PaperSlip> Slips, IReadOnlyList<PaperVisitor> Expected, int? OnHand);

/// <summary>Makes a pack into a page that prints without the server.</summary>
public interface IPaperPrinter
{
    /// <summary>The page, complete in itself.</summary>
    Task<string> PageAsync(PaperPack pack, CancellationToken ct);
}

/// <summary>Reads what a pack holds.</summary>
public sealed class PaperPacks(OfficeDirectory directory, PublicLinks links, TimeProvider time)
{
    private const int MostExpected = 200;

    internal async Task<PaperPack> ReadAsync(PortalDbContext db, PaperBlock block, CancellationToken ct)
    {
        var office = (await directory.GetAsync(ct))[block.OfficeCode];
        var day = office.Calendar.LocalDay(time.GetUtcNow());
        var numbers = await db.PaperNumbers.AsNoTracking().Where(n => n.BlockId == block.Id).OrderBy(n => n.Ticket).ToListAsync(ct);
        var expected = await db.Appointments.AsNoTracking().Where(v => v.OfficeCode == office.Code && v.LocalDay == day && v.State == AppointmentState.Booked)
            .Join(db.Applications.AsNoTracking(), v => v.ApplicationId, a => a.Id, (v, a) => new { v.StartAt, a.Register, a.Name })
            .OrderBy(v => v.StartAt).Take(MostExpected).ToListAsync(ct);
        return new PaperPack(
            block.Id,
            office,
            day,
            office.Local(block.MadeAt),
            [.. numbers.Select(n => new PaperSlip(n.Ticket, n.Register, links.Status(n.Register), n.ApplicationId is not null))],
            [.. expected.Select(v => new PaperVisitor(office.Local(v.StartAt), v.Register, v.Name is null ? "" : PersonName.Masked(v.Name)))],
            await db.StockLevels.AsNoTracking().Where(s => s.OfficeCode == office.Code).Select(s => (int?)s.OnHand).SingleOrDefaultAsync(ct));
    }
}
