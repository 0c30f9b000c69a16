using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Printing;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>One card that waits to be printed.</summary>
/// <param name="Place">Its place in the order, from 1.</param>
/// <param name="Register">The application's number.</param>
/// <param name="Version">Its row version, to be sent back with an act.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="Village">Name of the village.</param>
/// <param name="Service">What is asked for.</param>
/// <param name="ReadyOn">The office's day on which the centre had it ready.</param>
/// <param name="Days">How many days it waits since then.</param>
/// <param name="Due">The day by which the office means to print it.</param>
/// <param name="Priority">The priority class it is in; null for none.</param>
/// <param name="AfterSpoiling">True for a card that was spoiled and comes first again.</param>
/// <param name="HasBlank">True when there is a free blank for its place.</param>
public sealed record OrderRow(int Place, RegisterNumber Register, uint Version, string? Name, string Village, ServiceSlug Service, DateOnly ReadyOn, int Days, DateOnly Due, PriorityClass? Priority, bool AfterSpoiling, bool HasBlank);

/// <summary>A batch with cards that are still in the printer, as far as the portal knows.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number of that day.</param>
/// <param name="Day">The office's day on which it began.</param>
/// <param name="InPrinter">Cards of which nobody has said yet what became of them.</param>
/// <param name="Cards">Cards taken.</param>
public sealed record OpenBatch(Guid Id, int Number, DateOnly Day, int InPrinter, int Cards);

/// <summary>One page of an office's print order.</summary>
/// <param name="Today">The office's own day now.</param>
/// <param name="PrintsHere">False where cards come in bundles.</param>
/// <param name="Waiting">Cards in the order, on all pages.</param>
/// <param name="Available">Blanks that nobody has reserved.</param>
/// <param name="Reserved">Blanks reserved for cards in the printer.</param>
/// <param name="Rows">Those of this page.</param>
/// <param name="Unfinished">Batches that somebody has to finish.</param>
public sealed record PrintOrderView(DateOnly Today, bool PrintsHere, int Waiting, int Available, int Reserved, IReadOnlyList<OrderRow> Rows, IReadOnlyList<OpenBatch> Unfinished)
{
    /// <summary>The last place for which there is a blank; 0 when there is none.</summary>
    public int Reached => Math.Min(Waiting, Available);
}

/// <summary>The print order of an office: who is printed next, how many blanks there are, and whom they reach.</summary>
public sealed class ViewPrintOrder(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <summary>The largest page.</summary>
    public const int LargestPage = 200;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewPrintOrder;

    /// <summary>Which part of which office's order.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Skip">Rows to skip.</param>
    /// <param name="Take">Rows to show, up to <see cref="LargestPage"/>.</param>
    public sealed record Query(OfficeCode Office, int Skip = 0, int Take = 50);

    /// <summary>Returns the page, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<PrintOrderView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var ready = db.Applications.AsNoTracking().Where(a => a.OfficeCode == office.Code && a.State == ApplicationState.PrintReady);
        var level = await db.StockLevels.AsNoTracking().SingleOrDefaultAsync(l => l.OfficeCode == office.Code, ct);
        var skip = Math.Max(0, query.Skip);
        var rows = await ready.OrderBy(a => a.PrintClass).ThenBy(a => a.PrintReadyAt).ThenBy(a => a.Id)
            .Skip(skip).Take(Math.Clamp(query.Take, 0, LargestPage))
            .Select(a => new Waiting(a.Register, a.Version, a.Name, a.VillageCode, a.Service, a.PrintReadyAt ?? a.StateSince, a.Priority, a.PrintClass))
            .ToListAsync(ct);
        var today = office.Calendar.LocalDay(time.GetUtcNow());
        var available = level?.Available ?? 0;
        return new PrintOrderView(
            today,
            office.Rules.PrintsHere,
            await ready.CountAsync(ct),
            available,
            level?.Reserved ?? 0,
            [.. rows.Select((row, i) => RowOf(row, skip + i + 1, available, today, office))],
            await UnfinishedAsync(db, office.Code, ct));
    }

    private static async Task<IReadOnlyList<OpenBatch>> UnfinishedAsync(PortalDbContext db, OfficeCode office, CancellationToken ct)
    {
        // Few cards are in a printer at once, and an index holds just those.
        var open = db.PrintJobs.Where(j => j.State == PrintJobState.Printing && j.OfficeCode == office).Select(j => j.BatchId);
        return await db.PrintBatches.AsNoTracking().Where(b => open.Contains(b.Id)).OrderBy(b => b.StartedAt)
            .Select(b => new OpenBatch(b.Id, b.Number, b.LocalDay, b.Jobs.Count(j => j.State == PrintJobState.Printing), b.Jobs.Count))
            .ToListAsync(ct);
    }

    private static OrderRow RowOf(Waiting row, int place, int available, DateOnly today, OfficeEntry office)
    {
        var since = office.Calendar.LocalDay(row.ReadyAt);
        return new OrderRow(
            place,
            row.Register,
            row.Version,
            row.Name,
            office.NameOf(row.Village),
            row.Service,
            since,
            today.DayNumber - since.DayNumber,
            office.Calendar.AddWorkingDays(since, office.Rules.Stages.Printing),
            row.Priority is null ? null : office.Rules.PriorityClasses.FirstOrDefault(c => c.Code == row.Priority) ?? new PriorityClass(row.Priority, row.Class, new LocalizedText(row.Priority)),
            row.Class == PrintOrder.Front,
            place <= available);
    }

    private sealed record Waiting(RegisterNumber Register, uint Version, string? Name, VillageCode Village, ServiceSlug Service, DateTimeOffset ReadyAt, string? Priority, short Class);
}
