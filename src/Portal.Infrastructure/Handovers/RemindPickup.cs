using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Handovers;

/// <summary>
/// Brings uncollected cards to mind, after as many days as the office has set. After a time in which nothing ran each
/// person hears of the latest step only, not of all that were missed; whoever has a time to collect it needs no reminder.
/// </summary>
public sealed class RemindPickup(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, StepMessages messages, TimeProvider time) : IUseCase
{
    private const int BatchSize = 200;

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
            var today = office.Calendar.LocalDay(time.GetUtcNow());
            foreach (var step in StepsOf(office.Rules.PickupReminderDays))
            {
                foreach (var batch in (await DueAsync(office, today, step, ct)).Chunk(BatchSize))
                {
                    reminded += await Retry.OnConflictAsync(() => RemindAsync(office, step.Days, batch, ct));
                }
            }
        }

        return reminded;
    }

    /// <summary>A step of the ladder: from so many days on, until the next step.</summary>
    private sealed record Step(int Days, int? Until);

    private static IEnumerable<Step> StepsOf(IReadOnlyList<int> days)
    {
        var ladder = days.Order().ToList();
        return ladder.Select((d, i) => new Step(d, i + 1 < ladder.Count ? ladder[i + 1] : null));
    }

    private async Task<List<Guid>> DueAsync(OfficeEntry office, DateOnly today, Step step, CancellationToken ct)
    {
        // "Ready so many days ago" ends with the whole office-local day.
        DateTimeOffset EndOf(int days) => office.Calendar.InstantOf(today.AddDays(1 - days), TimeOnly.MinValue).ToUniversalTime();
        var (before, since) = (EndOf(step.Days), step.Until is { } until ? EndOf(until) : DateTimeOffset.MinValue);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await NotReminded(db, db.Applications.Where(a => a.OfficeCode == office.Code && a.State == ApplicationState.ReadyForPickup && a.StateSince < before && a.StateSince >= since), step.Days)
            .Where(a => a.Channel != Channel.None && a.Person!.PhoneHash != null)
            .Where(a => !db.Appointments.Any(v => v.ApplicationId == a.Id && v.IsLive))
            .OrderBy(a => a.StateSince).ThenBy(a => a.Id)
            .Select(a => a.Id).ToListAsync(ct);
    }

    private async Task<int> RemindAsync(OfficeEntry office, int days, Guid[] batch, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // A card that is being handed over at this moment is left alone.
        var free = await db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM applications WHERE id = ANY({batch}) AND state = 'ReadyForPickup' FOR UPDATE SKIP LOCKED").ToListAsync(ct);
        var waiting = await NotReminded(db, db.Applications.AsNoTracking().Where(a => free.Contains(a.Id)), days).ToListAsync(ct);
        foreach (var application in waiting)
        {
            messages.Add(db, application, office, MessageEvent.PickupReminder, $"{application.StateSince:yyyyMMdd}{KeyEnd(days)}", time.GetUtcNow());
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return waiting.Count;
    }

    // A card that was printed anew waits anew, so the day since when it waits stands before this.
    private static string KeyEnd(int days) => $":{days}";

    private static IQueryable<CardApplication> NotReminded(PortalDbContext db, IQueryable<CardApplication> applications, int days)
    {
        var end = KeyEnd(days);
        return applications.Where(a => !db.Outbox.Any(m => m.ApplicationId == a.Id && m.Event == MessageEvent.PickupReminder && m.CreatedAt >= a.StateSince && m.EventKey.EndsWith(end)));
    }
}
