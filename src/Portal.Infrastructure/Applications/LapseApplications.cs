using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

/// <summary>
/// Ends applications that wait for their resident and have shown no sign of life for as many days as their office allows,
/// so that the NIK is free again. Somebody with an appointment ahead is not silent, only early.
/// </summary>
public sealed class LapseApplications(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, ApplicationCloser closer, TimeProvider time) : IUseCase
{
    private static readonly ApplicationState[] Waiting = [.. Enum.GetValues<ApplicationState>().Where(ApplicationWorkflow.AwaitsRecording)];

    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many lapsed. What is due is read from the data, so a day on which nothing ran is made up for.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var lapsed = 0;
        foreach (var office in (await directory.GetAsync(ct)).Offices)
        {
            foreach (var id in await DueAsync(office, ct))
            {
                lapsed += await Retry.OnConflictAsync(() => LapseAsync(id, office, actor, ct)) ? 1 : 0;
            }
        }

        return lapsed;
    }

    private async Task<List<Guid>> DueAsync(OfficeEntry office, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var silentSince = now.AddDays(-office.Rules.LapsesAfterDays);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Applications
            .Where(a => a.OfficeCode == office.Code && Waiting.Contains(a.State) && a.ActiveAt <= silentSince)
            .Where(a => !db.Appointments.Any(v => v.ApplicationId == a.Id && v.IsLive && v.StartAt > now))
            .Select(a => a.Id)
            .ToListAsync(ct);
    }

    private async Task<bool> LapseAsync(Guid id, OfficeEntry office, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var loaded = await OwnRecords.LockAsync(db, id, Permission, actor, ct);
        var now = time.GetUtcNow();

        // Asked again behind the lock: the resident may have come back in the meantime.
        if (!loaded.TryGet(out var application)
            || application.ActiveAt > now.AddDays(-office.Rules.LapsesAfterDays)
            || (await OwnRecords.LiveAppointmentAsync(db, id, ct))?.StartAt > now
            || !application.Lapse(actor, now).Succeeded)
        {
            return false;
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationLapsed, actor, now, application.OfficeCode, application.Id));
        await closer.EndAsync(db, application, actor, now, ct);
        await closer.TellAsync(db, application, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}
