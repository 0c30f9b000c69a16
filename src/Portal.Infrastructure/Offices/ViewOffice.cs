using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Offices;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Offices;

/// <summary>A village of the office.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Desa or kelurahan.</param>
/// <param name="Applications">How many applications name it, ended ones included.</param>
public sealed record VillageLine(VillageCode Code, string Name, VillageKind Kind, int Applications);

/// <summary>A service of the office.</summary>
/// <param name="National">The national description.</param>
/// <param name="Texts">How the office words it, by field.</param>
/// <param name="Common">The national texts, by field.</param>
public sealed record ServiceLine(ServiceDefinition National, IReadOnlyDictionary<string, string> Texts, IReadOnlyDictionary<string, string> Common);

/// <summary>What a change of rules would meet.</summary>
/// <param name="ByStage">Open applications at each stage.</param>
/// <param name="InPrinting">Cards in a printer now.</param>
/// <param name="InLine">Cards that are print-ready.</param>
/// <param name="Shipped">Cards printed elsewhere and on their way.</param>
/// <param name="InClasses">Print-ready cards that were put into a class, by its name.</param>
public sealed record RuleFacts(IReadOnlyDictionary<WorkStage, int> ByStage, int InPrinting, int InLine, int Shipped, IReadOnlyDictionary<string, int> InClasses);

/// <summary>Everything about an office that is edited.</summary>
/// <param name="Office">The office as it is stored now.</param>
/// <param name="Identity">Texts of <see cref="OfficeIdentity.Form"/>.</param>
/// <param name="Rules">Texts of <see cref="OfficeRulesForm.Form"/>.</param>
/// <param name="Villages">By code.</param>
/// <param name="Services">In the order of lists.</param>
/// <param name="Facts">What a change of rules would meet.</param>
/// <param name="Ready">How far it is set up.</param>
/// <param name="Booked">Appointments ahead.</param>
/// <param name="MayManage">Whether the reader may change it.</param>
public sealed record OfficeBoard(
    Office Office,
    IReadOnlyDictionary<string, string> Identity,
    IReadOnlyDictionary<string, string> Rules,
    IReadOnlyList<VillageLine> Villages,
    IReadOnlyList<ServiceLine> Services,
    RuleFacts Facts,
    OfficeReadiness Ready,
    int Booked,
    bool MayManage)
{
    /// <summary>Who changed each field last, by subject and field.</summary>
    public required IReadOnlyDictionary<(string Subject, string Field), LastChange> Last { get; init; }
}

/// <summary>How one office is set up.</summary>
public sealed class ViewOffice(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewOffices;

    /// <summary>Which office.</summary>
    public sealed record Query(OfficeCode Office);

    /// <summary>Returns the office, or forbidden, not_found.</summary>
    public async Task<Result<OfficeBoard>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        // The forms show what is stored, not what this node remembers.
        await using var db = await databases.CreateDbContextAsync(ct);
        var office = await db.Offices.AsNoTracking().Include(o => o.Villages).SingleOrDefaultAsync(o => o.Code == query.Office, ct);
        if (office is null || (await directory.GetAsync(ct)).Find(query.Office) is not { } entry)
        {
            return AccessErrors.NotFound;
        }

        var now = time.GetUtcNow();
        var counts = await db.Applications.Where(a => a.OfficeCode == query.Office).GroupBy(a => a.VillageCode).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var own = await db.OfficeServices.AsNoTracking().Where(s => s.OfficeCode == query.Office).ToDictionaryAsync(s => s.Slug, ct);
        var services = await db.Services.AsNoTracking().OrderBy(s => s.Order).ToListAsync(ct);
        var ready = (await OfficeReadinessReader.ReadAsync(db, [entry], now, ct))[query.Office];
        return new OfficeBoard(
            office,
            OfficeIdentity.Form.Read(office.Identity),
            OfficeRulesForm.Form.Read(office.Rules),
            [.. office.Villages.OrderBy(v => v.Code.Value, StringComparer.Ordinal).Select(v => new VillageLine(v.Code, v.Name, v.Kind, counts.GetValueOrDefault(v.Code)))],
            services.ConvertAll(s => new ServiceLine(s, ServiceWording.Form.Read(ServiceWording.Of(s, own.GetValueOrDefault(s.Slug))), ServiceWording.Form.Read(ServiceWording.Of(s, null)))),
            await FactsAsync(db, office, ct),
            ready with { Villages = office.Villages.Count, HasContact = office.Rules.Contact is not null, HasLetters = office.Letters is { Head.Count: > 0, Signatories.Count: > 0 } },
            await db.Appointments.CountAsync(a => a.IsLive && a.StartAt > now && db.Applications.Any(p => p.Id == a.ApplicationId && p.OfficeCode == query.Office), ct),
            actor.May(Permission.ManageOffices, query.Office))
        {
            Last = await LastAsync(db, query.Office, ct),
        };
    }

    private static async Task<RuleFacts> FactsAsync(PortalDbContext db, Office office, CancellationToken ct)
    {
        var states = await db.Applications.Where(a => a.OfficeCode == office.Code).GroupBy(a => a.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var classes = await db.Applications.Where(a => a.OfficeCode == office.Code && a.State == ApplicationState.PrintReady && a.Priority != null)
            .GroupBy(a => a.Priority!).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return new RuleFacts(
            WorkStages.All.ToDictionary(stage => stage, stage => WorkStages.StatesOf(stage).Sum(state => states.GetValueOrDefault(state))),
            states.GetValueOrDefault(ApplicationState.Printing),
            states.GetValueOrDefault(ApplicationState.PrintReady),
            states.GetValueOrDefault(ApplicationState.PrintedElsewhere),
            classes.ToDictionary(c => office.Rules.PriorityClasses.FirstOrDefault(p => p.Code == c.Key)?.Name.Indonesian ?? c.Key, c => c.Count, StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyDictionary<(string Subject, string Field), LastChange>> LastAsync(PortalDbContext db, OfficeCode office, CancellationToken ct)
    {
        var latest = await db.SettingChanges.AsNoTracking().Where(c => c.OfficeCode == office)
            .Where(c => !db.SettingChanges.Any(later => later.OfficeCode == c.OfficeCode && later.Subject == c.Subject && later.Field == c.Field && later.Id > c.Id))
            .Select(c => new { c.Subject, c.Field, c.At, By = db.Users.Where(u => u.Id == c.StaffId).Select(u => u.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        return latest.ToDictionary(c => (c.Subject, c.Field), c => new LastChange(c.By, c.At));
    }
}
