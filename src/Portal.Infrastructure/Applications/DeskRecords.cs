using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

/// <summary>Finds the application that a staff page names by its register number, for somebody who may see it.</summary>
internal static class DeskRecords
{
    /// <summary>The application, tracked, or not_found: of no office or of another one, the same answer.</summary>
    public static async Task<Result<CardApplication>> FindAsync(PortalDbContext db, RegisterNumber register, Permission permission, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(permission) is { } refusal)
        {
            return refusal;
        }

        return await db.Applications.Include(a => a.History.OrderBy(e => e.Id)).SingleOrDefaultAsync(a => a.Register == register, ct) is { } application
            && actor.RefusalFor(permission, application.OfficeCode) is null
            ? application
            : AccessErrors.NotFound;
    }
}
