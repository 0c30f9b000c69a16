using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

/// <summary>Loads an application for a change, and only for somebody who may make it.</summary>
internal static class OwnRecords
{
    /// <summary>
    /// The application, locked until the transaction ends. A resident reaches the one that the link opened, staff those
    /// of their offices; to anybody else it does not exist.
    /// </summary>
    public static async Task<Result<CardApplication>> LockAsync(PortalDbContext db, Guid id, Permission permission, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(permission) is { } refusal)
        {
            return refusal;
        }

        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM applications WHERE id = {id} FOR UPDATE", ct);
        var application = await db.Applications.SingleOrDefaultAsync(a => a.Id == id, ct);
        if (application is null || (actor.Kind == ActorKind.Resident && actor.ApplicationId != id))
        {
            return AccessErrors.NotFound;
        }

        return actor.RefusalFor(permission, application.OfficeCode) is { } elsewhere ? elsewhere : application;
    }

    /// <summary>The live appointment of an application, or null.</summary>
    public static Task<Appointment?> LiveAppointmentAsync(PortalDbContext db, Guid application, CancellationToken ct) =>
        db.Appointments.SingleOrDefaultAsync(v => v.ApplicationId == application && v.IsLive, ct);

    /// <summary>True when this command has been carried out before: a double click.</summary>
    public static Task<bool> DoneBeforeAsync(PortalDbContext db, Guid commandId, CancellationToken ct) =>
        db.AuditEvents.AnyAsync(e => e.CommandId == commandId, ct);
}
