using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Booking;

/// <summary>
/// Ends what a day left open, by the office's own calendar: who did not come is noted as absent, who came and was not served may book
/// again, and a recording that nobody completed is given up, for it belongs to one visit.
/// </summary>
public sealed class CloseVisits(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, ApplicationCloser closer, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many visits it ended. What is due is read from the data, so days on which nothing ran are made up for.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var closed = 0;
        foreach (var office in (await directory.GetAsync(ct)).Offices)
        {
            foreach (var id in await DueAsync(office, ct))
            {
                closed += await Retry.OnConflictAsync(() => CloseAsync(id, office, actor, ct)) ? 1 : 0;
            }
        }

        return closed;
    }

    private async Task<List<Guid>> DueAsync(OfficeEntry office, CancellationToken ct)
    {
        var today = office.Calendar.LocalDay(time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(ct);
        var visits = db.Appointments.Where(v => v.OfficeCode == office.Code && v.IsLive && v.LocalDay < today).Select(v => v.ApplicationId);
        var recordings = db.Recordings.Where(r => r.OfficeCode == office.Code && r.IsOpen && r.LocalDay < today).Select(r => r.ApplicationId);
        return await visits.Union(recordings).ToListAsync(ct);
    }

    private async Task<bool> CloseAsync(Guid id, OfficeEntry office, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var loaded = await OwnRecords.LockAsync(db, id, Permission, actor, ct);
        if (!loaded.TryGet(out var application))
        {
            return false;
        }

        var now = time.GetUtcNow();
        var today = office.Calendar.LocalDay(now);
        await closer.GiveUpRecordingAsync(db, application, r => r.LocalDay < today, "day", actor, now, ct);
        var visit = await LockVisitAsync(db, id, ct);
        // A recording of that day shows that the person was here, whether or not somebody noted the arrival.
        var came = visit is not null && await db.Recordings.AnyAsync(r => r.ApplicationId == id && r.LocalDay == visit.LocalDay, ct);
        var closed = visit is not null && visit.CloseDay(came, today).Succeeded;
        if (closed)
        {
            var verb = visit!.State == AppointmentState.NoShow ? AuditVerbs.AppointmentNoShow : AuditVerbs.AppointmentReleased;
            db.AuditEvents.Add(AuditEvent.Of(verb, actor, now, office.Code, visit.Id));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return closed;
    }

    // The desk locks the appointment alone.
    private static async Task<Appointment?> LockVisitAsync(PortalDbContext db, Guid application, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM appointments WHERE application_id = {application} AND is_live FOR UPDATE", ct);
        return await OwnRecords.LiveAppointmentAsync(db, application, ct);
    }
}
