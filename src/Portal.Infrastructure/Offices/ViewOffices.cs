using Microsoft.EntityFrameworkCore;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Offices;

/// <summary>One office in the list.</summary>
/// <param name="Office">The office.</param>
/// <param name="Ready">How far it is set up.</param>
/// <param name="MayManage">Whether the reader may change it.</param>
public sealed record OfficeLine(OfficeEntry Office, OfficeReadiness Ready, bool MayManage);

/// <summary>The offices that somebody administers or supervises, and how far each is set up.</summary>
public sealed class ViewOffices(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewOffices;

    /// <summary>Returns the offices by code, or forbidden.</summary>
    public async Task<Result<IReadOnlyList<OfficeLine>>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        List<OfficeEntry> offices = [.. (await directory.GetAsync(ct)).Offices.Where(o => actor.May(Permission, o.Code))];
        await using var db = await databases.CreateDbContextAsync(ct);
        var ready = await OfficeReadinessReader.ReadAsync(db, offices, time.GetUtcNow(), ct);
        return offices.ConvertAll(o => new OfficeLine(o, ready[o.Code], actor.May(Permission.ManageOffices, o.Code)));
    }
}
