using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Centre;

/// <summary>One word of the centre, as it came in.</summary>
/// <param name="Status">The national status.</param>
/// <param name="Source">On whose word.</param>
/// <param name="At">The time the centre gives, with the office's offset.</param>
/// <param name="FromFile">True when a file brought it.</param>
public sealed record CentreLine(string Status, StatusSource Source, DateTimeOffset At, bool FromFile);

/// <summary>What is needed to decide about one application and the centre.</summary>
/// <param name="Register">Its number.</param>
/// <param name="Version">Its row version.</param>
/// <param name="Office">The office.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="Village">Name of the home village.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Since">Since when, with the office's offset.</param>
/// <param name="Words">Every word of the centre, newest first.</param>
public sealed record CentreCase(RegisterNumber Register, uint Version, OfficeCode Office, string? Name, string Village, ApplicationState State, DateTimeOffset Since, IReadOnlyList<CentreLine> Words);

/// <summary>What the centre has said about one application.</summary>
public sealed class ViewCentreCase(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ReportFromCentre;

    /// <summary>Which application.</summary>
    public sealed record Query(RegisterNumber Register);

    /// <summary>Returns the case, or not_found.</summary>
    public async Task<Result<CentreCase>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await DeskRecords.FindAsync(db, query.Register, Permission, actor, ct);
        if (!found.TryGet(out var application))
        {
            return Result<CentreCase>.Refused(found.Errors);
        }

        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        var words = await db.CentreReports.AsNoTracking().Where(r => r.ApplicationId == application.Id).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).ToListAsync(ct);
        return new CentreCase(
            application.Register,
            application.Version,
            office.Code,
            application.Name,
            office.NameOf(application.VillageCode),
            application.State,
            office.Local(application.StateSince),
            [.. words.Select(w => new CentreLine(w.Status, w.Source, office.Local(w.At), w.ImportId is not null))]);
    }
}
