using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Imports;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Centre;

/// <summary>What the words of a file did.</summary>
/// <param name="Rows">Row by row, in the order of the file.</param>
/// <param name="Reports">The words that were new. Thousands, and nobody changes them: sent by COPY, not tracked.</param>
/// <param name="Trail">What goes into the trail with them.</param>
internal sealed record AppliedWords(IReadOnlyList<RowResult> Rows, IReadOnlyList<CentreReport> Reports, IReadOnlyList<AuditEvent> Trail);

/// <summary>
/// Lets the words of a file take effect, in a context of the caller: the preview throws it away, the import saves it. So the
/// preview is no forecast of its own, but the import itself.
/// </summary>
public sealed class CentreImporter(PersonalDataVault vault, StepMessages messages)
{
    /// <summary>What the words do. The caller's transaction holds the locks when <paramref name="locked"/>.</summary>
    internal async Task<AppliedWords> ApplyAsync(PortalDbContext db, OfficeEntry office, IReadOnlyList<StatusRow> rows, Guid import, bool locked, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var found = await FindAsync(db, office, rows, locked, ct);
        var known = (await db.CentreReports.AsNoTracking().Where(r => found.Ids.Contains(r.ApplicationId)).Select(r => new { r.ApplicationId, r.Status, r.At }).ToListAsync(ct))
            .Select(r => (r.ApplicationId, r.Status, r.At)).ToHashSet();
        var bundles = new Bundles(db, office, actor, now, await OpenBundlesAsync(db, office, ct));
        var results = new RowResult[rows.Count];
        List<CentreReport> reports = [];
        List<AuditEvent> trail = [];
        // What the centre said first takes effect first, wherever it stands in the file.
        foreach (var (row, place) in rows.Select((row, place) => (row, place)).OrderBy(r => r.row.Word?.At).ThenBy(r => r.place))
        {
            results[place] = Apply(row);
        }

        return new AppliedWords(results, reports, trail);

        RowResult Apply(StatusRow row)
        {
            RowResult As(RowEffect effect, params Error[] errors) => new(row.Line, effect, row.Subject, row.Word?.Status ?? "", errors);
            if (row.Word is not { } word)
            {
                return new RowResult(row.Line, RowEffect.Fault, row.Subject, "", row.Errors);
            }

            var match = found.Match(row, vault);
            if (!match.TryGet(out var application))
            {
                return As(RowEffect.Fault, [.. match.Errors]);
            }

            if (known.Contains((application.Id, word.Status, word.At)))
            {
                return As(RowEffect.Known);
            }

            var done = word.ApplyTo(application, office.Rules.PrintsHere, office.Calendar, () => bundles.Of(word.At), actor, now);
            if (!done.TryGet(out var effect))
            {
                return As(RowEffect.Fault, [.. done.Errors]);
            }

            known.Add((application.Id, word.Status, word.At));
            reports.Add(new CentreReport(application.Id, office.Code, word.Status, word.Source, word.At, import, actor, now));
            if (effect == CentreWordEffect.Noted)
            {
                return As(RowEffect.Note);
            }

            trail.Add(AuditEvent.Of(AuditVerbs.CentreReported, actor, now, office.Code, application.Id, detail: word.Status));
            if (application.State == ApplicationState.DuplicateFound && locked)
            {
                messages.Add(db, application, office, MessageEvent.DuplicateFound, DuplicateKey(word), now);
            }

            return As(RowEffect.Change);
        }
    }

    /// <summary>One duplicate is told once, however the word came in.</summary>
    internal static string DuplicateKey(CentreWord word) => $"duplicate:{word.At.ToUnixTimeSeconds()}";

    private async Task<Found> FindAsync(PortalDbContext db, OfficeEntry office, IReadOnlyList<StatusRow> rows, bool locked, CancellationToken ct)
    {
        List<RegisterNumber> registers = [.. rows.Where(r => r.Word is not null && r.Register is not null).Select(r => r.Register!.Value).Distinct()];
        List<byte[]> niks = [.. rows.Where(r => r.Word is not null && r.Register is null && r.Nik is not null).Select(r => r.Nik!.Value).Distinct().Select(vault.HashOf)];
        var own = db.Applications.Where(a => a.OfficeCode == office.Code && (registers.Contains(a.Register) || niks.Contains(a.Person!.NikHash)));
        var ids = await own.Select(a => a.Id).ToListAsync(ct);
        if (locked)
        {
            Guid[] all = [.. ids];
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM applications WHERE id = ANY({all}) ORDER BY id FOR UPDATE", ct);
        }

        var applications = await (locked ? db.Applications : db.Applications.AsNoTracking()).Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        return new Found(ids, applications);
    }

    private static async Task<Dictionary<DateOnly, Guid>> OpenBundlesAsync(PortalDbContext db, OfficeEntry office, CancellationToken ct)
    {
        var open = await db.Bundles.AsNoTracking().Where(b => b.OfficeCode == office.Code && b.ReceivedAt == null && b.DeliveryNote == null)
            .OrderBy(b => b.NotedAt).Select(b => new { b.ShippedOn, b.Id }).ToListAsync(ct);
        return open.GroupBy(b => b.ShippedOn).ToDictionary(g => g.Key, g => g.First().Id);
    }

    /// <summary>The applications that a file is about, by number and by NIK.</summary>
    private sealed class Found(IReadOnlyList<Guid> ids, IReadOnlyList<CardApplication> applications)
    {
        private readonly Dictionary<string, CardApplication> _byRegister = applications.ToDictionary(a => a.Register.Value);

        // Somebody who came twice in their life: the open one, or the newest.
        private readonly Dictionary<string, CardApplication> _byNik = applications.Where(a => a.Person is not null)
            .GroupBy(a => Convert.ToHexString(a.Person!.NikHash)).ToDictionary(g => g.Key, g => g.OrderByDescending(a => a.IsOpen).ThenByDescending(a => a.CreatedAt).First());

        public IReadOnlyList<Guid> Ids => ids;

        public Result<CardApplication> Match(StatusRow row, PersonalDataVault vault)
        {
            var nik = row.Nik is { } told ? Convert.ToHexString(vault.HashOf(told)) : null;
            if (row.Register is { } register)
            {
                if (!_byRegister.TryGetValue(register.Value, out var byRegister))
                {
                    return CentreErrors.RowUnknown;
                }

                return nik is null || (byRegister.Person is { } person && Convert.ToHexString(person.NikHash) == nik) ? byRegister : CentreErrors.RowNumbersDiffer;
            }

            return _byNik.TryGetValue(nik!, out var byNik) ? byNik : CentreErrors.RowUnknown;
        }
    }

    /// <summary>One bundle for the cards shipped on one day, until it is received.</summary>
    private sealed class Bundles(PortalDbContext db, OfficeEntry office, Actor actor, DateTimeOffset now, Dictionary<DateOnly, Guid> open)
    {
        public Guid Of(DateTimeOffset at)
        {
            var day = office.Calendar.LocalDay(at);
            if (!open.TryGetValue(day, out var id))
            {
                var bundle = new Bundle(Guid.CreateVersion7(now), office.Code, null, day, actor, now);
                db.Bundles.Add(bundle);
                open[day] = id = bundle.Id;
            }

            return id;
        }
    }
}
