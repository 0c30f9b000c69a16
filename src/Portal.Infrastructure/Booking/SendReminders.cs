using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Booking;

/// <summary>
/// Reminds people of their appointment on the working day before it. What is due is read from the data, so hours in
/// which nothing ran are made up for; somebody who booked or moved it that very day has just heard of it.
/// </summary>
public sealed class SendReminders(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, AppointmentMessages messages, TimeProvider time) : IUseCase
{
    private const int BatchSize = 200;

    // A longer pause than any public holiday: who comes after it is reminded on the last day before.
    private const int LongestPause = 14;

    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many reminders were written.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var reminded = 0;
        foreach (var office in (await directory.GetAsync(ct)).Offices)
        {
            foreach (var batch in (await DueAsync(office, ct)).Chunk(BatchSize))
            {
                reminded += await Retry.OnConflictAsync(() => RemindAsync(office, batch, ct));
            }
        }

        return reminded;
    }

    private async Task<List<Visit>> DueAsync(OfficeEntry office, CancellationToken ct)
    {
        var today = office.Calendar.LocalDay(time.GetUtcNow());
        var midnight = office.Calendar.InstantOf(today, TimeOnly.MinValue).ToUniversalTime();
        await using var db = await databases.CreateDbContextAsync(ct);
        List<Visit> due = [];
        foreach (var point in office.Points)
        {
            var next = Enumerable.Range(1, LongestPause).Select(today.AddDays).FirstOrDefault(point.Calendar.IsOpenOn, today);
            due.AddRange(await db.Appointments
                .Where(v => v.ServicePointId == point.Point.Id && v.IsLive && v.State == AppointmentState.Booked && v.LocalDay > today && v.LocalDay <= next)
                .Where(v => db.Applications.Any(a => a.Id == v.ApplicationId && a.Channel != Channel.None && a.Person!.PhoneHash != null))
                .Where(v => !db.Outbox.Any(m => m.ApplicationId == v.ApplicationId && (m.Event == MessageEvent.BookingConfirmed || m.Event == MessageEvent.BookingMoved || m.Event == MessageEvent.DayClosed) && m.CreatedAt >= midnight))
                .OrderBy(v => v.StartAt).ThenBy(v => v.Id)
                .Select(v => new Visit(v.Id, v.ApplicationId, v.LocalDay)).ToListAsync(ct));
        }

        var told = await ToldAsync(db, due.Select(v => v.Application), ct);
        due.RemoveAll(v => told.Contains(v.EventKey));
        return due;
    }

    private async Task<int> RemindAsync(OfficeEntry office, Visit[] batch, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // One that somebody moves or cancels at this moment is left for the next run. Once locked, what another node has
        // written is seen by the question after it.
        Guid[] ids = [.. batch.Select(v => v.Id)];
        var free = await db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM appointments WHERE id = ANY({ids}) AND is_live AND state = 'Booked' FOR UPDATE SKIP LOCKED").ToListAsync(ct);
        var told = await ToldAsync(db, batch.Select(v => v.Application), ct);
        var visits = await db.Appointments.AsNoTracking().Where(v => free.Contains(v.Id))
            .Join(db.Applications.AsNoTracking(), v => v.ApplicationId, a => a.Id, (v, a) => new { Visit = v, Application = a }).ToListAsync(ct);
        var count = 0;
        foreach (var (visit, application) in visits.Select(r => (r.Visit, r.Application)))
        {
            if (new Visit(visit.Id, application.Id, visit.LocalDay) is var due && batch.Contains(due) && !told.Contains(due.EventKey))
            {
                messages.Add(db, application, visit, office, MessageEvent.BookingReminder, due.EventKey, time.GetUtcNow());
                count++;
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return count;
    }

    private static async Task<HashSet<string>> ToldAsync(PortalDbContext db, IEnumerable<Guid> applications, CancellationToken ct)
    {
        var all = applications.ToList();
        return await db.Outbox.Where(m => all.Contains(m.ApplicationId) && m.Event == MessageEvent.BookingReminder).Select(m => m.EventKey).ToHashSetAsync(ct);
    }

    private sealed record Visit(Guid Id, Guid Application, DateOnly Day)
    {
        // Moved to another day, it is brought to mind again.
        public string EventKey { get; } = $"{Id:N}:{Day:yyyyMMdd}";
    }
}
