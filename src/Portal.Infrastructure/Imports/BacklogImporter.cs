using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Imports;

/// <summary>Looks rows of the old list up, and registers them.</summary>
public sealed class BacklogImporter(PersonalDataVault vault, ApplicationRegistrar registrar, StepMessages messages)
{
    private const int AtOnce = 1_000;

    /// <summary>What becomes of each row, in the order of the file.</summary>
    internal async Task<RowResult[]> JudgeAsync(PortalDbContext db, OfficeEntry office, IReadOnlyList<BacklogRow> rows, CancellationToken ct)
    {
        var results = new RowResult[rows.Count];
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var chunk in rows.Select((Row, Place) => (Row, Place)).Chunk(AtOnce))
        {
            var hashes = chunk.Where(r => r.Row.Details is not null).Select(r => vault.HashOf(r.Row.Nik!.Value)).ToList();
            var there = (await db.Applications.AsNoTracking().Where(a => hashes.Contains(a.Person!.NikHash) && (a.IsOpen || (a.OfficeCode == office.Code && a.Intake == Intake.Import)))
                    .Select(a => new Open(a.Person!.NikHash, a.OfficeCode, a.Intake, a.Register)).ToListAsync(ct))
                .ToLookup(a => Convert.ToHexString(a.NikHash));
            foreach (var (row, place) in chunk)
            {
                results[place] = Judge(row, office, first, there);
            }
        }

        return results;
    }

    /// <summary>Registers the rows that change something. The caller holds the transaction; each thousand is sent to the database and forgotten here.</summary>
    internal async Task RegisterAsync(PortalDbContext db, OfficeEntry office, IReadOnlyList<BacklogRow> rows, bool tell, IProgress<int>? progress, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var done = 0;
        foreach (var chunk in rows.Chunk(AtOnce))
        {
            var numbers = await registrar.ReserveAsync(db, chunk.Length, ct);
            List<CardApplication> applications = [];
            foreach (var (row, register) in chunk.Zip(numbers))
            {
                var application = registrar.MakeImported(row.Details!, register, now);
                var placed = application.PlaceFromBacklog(row.State, row.Since, actor, now);
                if (!placed.Succeeded)
                {
                    throw new InvalidOperationException($"Refused: {placed.Error.Code}.");
                }

                applications.Add(application);
                if (tell)
                {
                    messages.Add(db, application, office, row.State == ApplicationState.ReadyForPickup ? MessageEvent.CardReady : MessageEvent.Recorded, "import", now);
                }
            }

            await NewRows.CopyAsync(db, applications, ct);
            await NewRows.CopyAsync(db, applications.SelectMany(a => a.History), ct);
            await NewRows.CopyAsync(db, applications.Select(a => AuditEvent.Of(AuditVerbs.ApplicationSubmitted, actor, now, office.Code, a.Id, detail: "import")), ct);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            progress?.Report(done += chunk.Length);
        }
    }

    private RowResult Judge(BacklogRow row, OfficeEntry office, Dictionary<string, int> first, ILookup<string, Open> there)
    {
        RowResult As(RowEffect effect, string what, params Error[] errors) => new(row.Line, effect, row.Subject, what, errors);
        if (row.Details is null)
        {
            return new RowResult(row.Line, RowEffect.Fault, row.Subject, "", row.Errors);
        }

        var nik = Convert.ToHexString(vault.HashOf(row.Nik!.Value));
        if (!first.TryAdd(nik, row.Line))
        {
            return As(RowEffect.Fault, "", FileErrors.RowTwice("nik", first[nik]));
        }

        var same = there[nik].ToList();
        if (same.Find(a => a.Office == office.Code && a.Intake == Intake.Import) is { } imported)
        {
            return As(RowEffect.Known, imported.Register.Grouped);
        }

        return same.Find(a => a.Office == office.Code) is { } own ? As(RowEffect.Fault, "", BacklogErrors.OpenHere(own.Register.Grouped))
            : same.Count > 0 ? As(RowEffect.Fault, "", BacklogErrors.NikTaken)
            : As(RowEffect.Change, row.State.ToString());
    }

    private sealed record Open(byte[] NikHash, OfficeCode Office, Intake Intake, RegisterNumber Register);
}
