using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>Notes that the Dinas has printed and shipped cards, as the Dinas told it: an office without a printer then knows what is on its way.</summary>
public sealed class NoteBundle(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ReceiveBundles;

    /// <summary>What was told.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="DeliveryNote">Number of the delivery note; null or blank when none was told.</param>
    /// <param name="ShippedOn">The day of shipment, not in the future.</param>
    /// <param name="Registers">The cards, 1 to <see cref="Bundle.Most"/>.</param>
    /// <param name="Source">Told by phone, or a list of the centre.</param>
    /// <param name="CommandId">Becomes the bundle's id: a double click is one bundle.</param>
    public sealed record Command(OfficeCode Office, string? DeliveryNote, DateOnly ShippedOn, IReadOnlyList<RegisterNumber> Registers, StatusSource Source, Guid CommandId);

    /// <summary>Returns the bundle's id, or every number that does not wait for a card here; then nothing is noted.</summary>
    public Task<Result<Guid>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(command.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Bundles.AnyAsync(b => b.Id == command.CommandId && b.OfficeCode == office.Code, ct))
        {
            return command.CommandId;
        }

        var now = time.GetUtcNow();
        var faults = FaultsOf(command, office, office.Calendar.LocalDay(now));
        if (faults.Count > 0)
        {
            return Result<Guid>.Refused(faults);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var cards = await LockAsync(db, office.Code, command.Registers, ct);
        var waiting = cards.Where(c => c.State == ApplicationState.PrintReady).Select(c => c.Register).ToHashSet();
        if (waiting.Count < command.Registers.Count)
        {
            // Somebody who clicked twice finds the first click's cards gone from the waiting list.
            return await db.Bundles.AnyAsync(b => b.Id == command.CommandId && b.OfficeCode == office.Code, ct)
                ? command.CommandId
                : Result<Guid>.Refused([.. command.Registers.Where(r => !waiting.Contains(r)).Select(r => PrintingErrors.NotWaiting(r.Grouped))]);
        }

        db.Bundles.Add(new Bundle(command.CommandId, office.Code, Clean(command.DeliveryNote), command.ShippedOn, actor, now));
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.BundleNoted, actor, now, office.Code, command.CommandId, detail: $"{cards.Count}", commandId: command.CommandId));
        foreach (var card in cards)
        {
            var done = card.ShipFromElsewhere(command.CommandId, command.Source, LeftAt(card, office, command.ShippedOn, now), actor, now);
            if (!done.Succeeded)
            {
                return Result<Guid>.Refused(done.Errors);
            }

            db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.CardShipped, actor, now, office.Code, card.Id));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return command.CommandId;
    });

    private static List<Error> FaultsOf(Command command, OfficeEntry office, DateOnly today)
    {
        List<Error> faults = [];
        if (office.Rules.PrintsHere)
        {
            faults.Add(PrintingErrors.PrintsHere);
        }

        if (Clean(command.DeliveryNote) is { } note && (note.Length > Bundle.LongestNote || note.Any(char.IsControl)))
        {
            faults.Add(PrintingErrors.BundleNote);
        }

        if (command.ShippedOn > today || command.ShippedOn < today.AddDays(-Bundle.OldestDays))
        {
            faults.Add(PrintingErrors.ShippedDay);
        }

        if (command.Registers.Count is < 1 or > Bundle.Most || command.Registers.Distinct().Count() < command.Registers.Count)
        {
            faults.Add(PrintingErrors.BundleSize);
        }

        return faults;
    }

    private static string? Clean(string? note) => string.IsNullOrWhiteSpace(note) ? null : note.Trim();

    /// <summary>When a card of a shipment left; not before the centre had it ready.</summary>
    internal static DateTimeOffset LeftAt(CardApplication card, OfficeEntry office, DateOnly day, DateTimeOffset now)
    {
        var shipped = day == office.Calendar.LocalDay(now) ? now : office.Calendar.InstantOf(day, TimeOnly.MinValue).ToUniversalTime();
        return card.PrintReadyAt > shipped ? card.PrintReadyAt.Value : shipped;
    }

    // In the order of their ids, as everybody who locks several does.
    private static async Task<List<CardApplication>> LockAsync(PortalDbContext db, OfficeCode office, IReadOnlyList<RegisterNumber> registers, CancellationToken ct)
    {
        var numbers = registers.Select(r => r.Value).ToArray();
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM applications WHERE register = ANY({numbers}) AND office_code = {office.Value} ORDER BY id FOR UPDATE", ct);
        return await db.Applications.Where(a => registers.Contains(a.Register) && a.OfficeCode == office).OrderBy(a => a.Id).ToListAsync(ct);
    }
}
