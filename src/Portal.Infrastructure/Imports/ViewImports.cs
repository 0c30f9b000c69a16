using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Imports;

/// <summary>A list that was read in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When, with the office's offset.</param>
/// <param name="Rows">Rows in the file.</param>
/// <param name="Applied">Applications it became.</param>
public sealed record ImportLine(Guid Id, DateTimeOffset At, int Rows, int Applied);

/// <summary>The lists that an office has read in.</summary>
public sealed class ViewImports(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    private const int Shown = 20;

    /// <inheritdoc />
    public static Permission Permission => Permission.ImportBacklog;

    /// <summary>Of which office.</summary>
    public sealed record Query(OfficeCode Office);

    /// <summary>Returns the newest lists, newest first.</summary>
    public async Task<Result<IReadOnlyList<ImportLine>>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
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
        var runs = await db.ImportRuns.AsNoTracking().Where(r => r.OfficeCode == office.Code && r.Kind == ImportKind.Backlog && r.Applied > 0).OrderByDescending(r => r.At).Take(Shown).ToListAsync(ct);
        return runs.Select(r => new ImportLine(r.Id, office.Local(r.At), r.Rows, r.Applied)).ToList();
    }
}

/// <summary>One person of a list, for paper that a village head takes along.</summary>
/// <param name="Register">The number.</param>
/// <param name="Name">The name, masked.</param>
/// <param name="State">Where the application stands.</param>
public sealed record ImportedPerson(RegisterNumber Register, string Name, ApplicationState State);

/// <summary>Who got which number, by village.</summary>
public sealed record ImportedList(OfficeCode Office, DateTimeOffset At, IReadOnlyList<(string Village, IReadOnlyList<ImportedPerson> People)> Villages);

/// <summary>The numbers that a list became, so that the office can tell people theirs.</summary>
public sealed class ViewImportedList(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ImportBacklog;

    /// <summary>Which list.</summary>
    public sealed record Query(Guid Import);

    /// <summary>Returns the numbers by village and name, or not_found.</summary>
    public async Task<Result<ImportedList>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.ImportRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == query.Import && r.Kind == ImportKind.Backlog, ct) is not { } run || !actor.May(Permission, run.OfficeCode))
        {
            return AccessErrors.NotFound;
        }

        var office = (await directory.GetAsync(ct))[run.OfficeCode];
        // Every application of one list was registered in the very same moment.
        var people = await db.Applications.AsNoTracking().Where(a => a.OfficeCode == office.Code && a.Intake == Intake.Import && a.CreatedAt == run.At)
            .OrderBy(a => a.NameSearch).Select(a => new { a.VillageCode, a.Register, a.Name, a.State }).ToListAsync(ct);
        return new ImportedList(
            office.Code,
            office.Local(run.At),
            [.. people.GroupBy(p => p.VillageCode).OrderBy(g => g.Key.Value, StringComparer.Ordinal)
                .Select(g => (office.NameOf(g.Key), (IReadOnlyList<ImportedPerson>)[.. g.Select(p => new ImportedPerson(p.Register, p.Name is null ? "" : PersonName.Masked(p.Name), p.State))]))]);
    }
}
