using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Calendar;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>Somebody who must be told something and whom no message reached.</summary>
/// <param name="Register">The application's number.</param>
/// <param name="Name">The person; null after erasure.</param>
/// <param name="Village">Name of the village.</param>
/// <param name="News">What to tell.</param>
/// <param name="Reason">Why no message reached them.</param>
/// <param name="Since">The office's day since which it is so.</param>
/// <param name="Days">How many days that is.</param>
/// <param name="Message">The newest message about it; null for none.</param>
/// <param name="Start">The new time of a visit that was moved, by the office's clock; null for other news.</param>
public sealed record UntoldRow(RegisterNumber Register, string? Name, string Village, MessageEvent News, UntoldReason Reason, DateOnly Since, int Days, Guid? Message, DateTimeOffset? Start = null);

/// <summary>How many people of a village are to be told.</summary>
/// <param name="Village">The village.</param>
/// <param name="Name">Its name.</param>
/// <param name="Count">People.</param>
public sealed record UntoldVillage(VillageCode Village, string Name, int Count);

/// <summary>One page of the people to be told, longest first.</summary>
/// <param name="Today">The office's own day now.</param>
/// <param name="Villages">Every village with its people.</param>
/// <param name="Total">People that match, on all pages.</param>
/// <param name="Rows">Those of this page.</param>
public sealed record UntoldList(DateOnly Today, IReadOnlyList<UntoldVillage> Villages, int Total, IReadOnlyList<UntoldRow> Rows);

/// <summary>One thing that somebody has to be told.</summary>
internal sealed class UntoldNews
{
    /// <summary>The application.</summary>
    public Guid Application { get; init; }

    /// <summary>The visit that was moved or withdrawn; the application itself for news of its state.</summary>
    public Guid Subject { get; init; }

    /// <summary>The village.</summary>
    public VillageCode Village { get; init; }

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset Since { get; init; }
}

/// <summary>
/// People who must act, or whose visit the office has moved, and do not know it: no phone, everything failed, or no messages wanted. Read from applications, messages and
/// the trail, so that nobody can be forgotten between them.
/// </summary>
public sealed class ViewUntold(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    private static readonly IReadOnlyList<string?> s_visits = [.. Telling.Visits.Select(v => v.ToString())];

    /// <summary>The largest page; a printed list of a village takes one.</summary>
    public const int LargestPage = 500;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewMessages;

    /// <summary>Which people.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Village">Only those of this village; null for all.</param>
    /// <param name="Skip">Rows to skip.</param>
    /// <param name="Take">Rows to show, up to <see cref="LargestPage"/>.</param>
    public sealed record Query(OfficeCode Office, VillageCode? Village = null, int Skip = 0, int Take = 50);

    /// <summary>Returns the page, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<UntoldList>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
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
        var now = time.GetUtcNow();
        var untold = Untold(db, office.Code, now);
        var counts = await untold.GroupBy(u => u.Village).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var page = await untold.Where(u => query.Village == null || u.Village == query.Village).OrderBy(u => u.Since).ThenBy(u => u.Subject)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 0, LargestPage)).ToListAsync(ct);
        var (ids, subjects) = (page.Select(u => u.Application).ToList(), page.Select(u => u.Subject).ToList());
        var applications = await db.Applications.AsNoTracking().Where(a => ids.Contains(a.Id))
            .Select(a => new { a.Id, a.Register, a.Name, a.VillageCode, a.State, a.Channel }).ToDictionaryAsync(a => a.Id, ct);
        var visits = await db.Appointments.AsNoTracking().Where(v => subjects.Contains(v.Id)).Select(v => new { v.Id, v.StartAt, v.IsLive }).ToDictionaryAsync(v => v.Id, ct);
        MessageEvent[] events = [.. Telling.Events, .. Telling.VisitEvents];
        var messages = (await db.Outbox.AsNoTracking().Where(m => ids.Contains(m.ApplicationId) && events.Contains(m.Event))
            .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Select(m => new { m.Id, m.ApplicationId, m.Event, m.CreatedAt, m.State }).ToListAsync(ct)).ToLookup(m => m.ApplicationId);
        var today = office.Calendar.LocalDay(now);
        return new UntoldList(
            today,
            [.. office.Villages.Select(v => new UntoldVillage(v.Code, v.Name, counts.GetValueOrDefault(v.Code)))],
            query.Village is { } village ? counts.GetValueOrDefault(village) : counts.Values.Sum(),
            [.. page.Select(u =>
            {
                var (application, visit) = (applications[u.Application], visits.GetValueOrDefault(u.Subject));
                var about = visit is null ? Telling.Events : Telling.VisitEvents;
                var (day, last) = (office.Calendar.LocalDay(u.Since), messages[u.Application].LastOrDefault(m => m.CreatedAt >= u.Since && about.Contains(m.Event)));
                var news = visit is null ? Telling.NewsOf(application.State)!.Value : visit.IsLive ? MessageEvent.BookingMoved : MessageEvent.VisitWithdrawn;
                return new UntoldRow(application.Register, application.Name, office.NameOf(application.VillageCode), news, Telling.ReasonOf(application.Channel, last?.State), day, today.DayNumber - day.DayNumber, last?.Id, visit is { IsLive: true } ? office.Local(visit.StartAt) : null);
            })]);
    }

    /// <summary>What people must be told and, as far as anybody knows, were not.</summary>
    internal static IQueryable<UntoldNews> Untold(PortalDbContext db, OfficeCode office, DateTimeOffset now) => States(db, office).Concat(Visits(db, office, now));

    // The state of an application in which the person must act.
    private static IQueryable<UntoldNews> States(PortalDbContext db, OfficeCode office)
    {
        var (states, events, reaching, visits) = (Telling.States, Telling.Events, Telling.Reaching, s_visits);
        return db.Applications.AsNoTracking().Where(a => a.OfficeCode == office && states.Contains(a.State))
            .Where(a => !db.Outbox.Any(m => m.ApplicationId == a.Id && m.CreatedAt >= a.StateSince && events.Contains(m.Event) && reaching.Contains(m.State)))
            .Where(a => !db.AuditEvents.Any(e => e.SubjectId == a.Id && e.Verb == AuditVerbs.MessageToldInPerson && e.At >= a.StateSince && !visits.Contains(e.Detail)))
            .Select(a => new UntoldNews { Application = a.Id, Subject = a.Id, Village = a.VillageCode, Since = a.StateSince });
    }

    // A visit that a change of the calendar moved or withdrew. It stays until the person is told, comes, books anew or moves it; a moved
    // one no longer than until its new time.
    private static IQueryable<UntoldNews> Visits(PortalDbContext db, OfficeCode office, DateTimeOffset now)
    {
        var (events, reaching, visits) = (Telling.VisitEvents, Telling.Reaching, s_visits);
        return
            from e in db.AuditEvents.AsNoTracking()
            where e.OfficeCode == office && (e.Verb == AuditVerbs.AppointmentMoved || e.Verb == AuditVerbs.AppointmentWithdrawn) && e.Detail == CalendarDesk.ByCalendar
            join v in db.Appointments on e.SubjectId equals v.Id
            join a in db.Applications on v.ApplicationId equals a.Id
            where a.IsOpen
            where e.Verb == AuditVerbs.AppointmentMoved
                ? v.State == AppointmentState.Booked && v.StartAt > now
                : v.State == AppointmentState.Cancelled && !db.Appointments.Any(o => o.ApplicationId == a.Id && o.Id != v.Id && o.StartAt > e.At && (o.State != AppointmentState.Cancelled || o.CheckedInAt != null))
            where !db.AuditEvents.Any(l => l.SubjectId == v.Id && l.Id > e.Id && (l.Verb == AuditVerbs.AppointmentMoved || l.Verb == AuditVerbs.AppointmentWithdrawn))
            where !db.Outbox.Any(m => m.ApplicationId == a.Id && m.CreatedAt >= e.At && events.Contains(m.Event) && reaching.Contains(m.State))
            where !db.AuditEvents.Any(t => t.SubjectId == a.Id && t.Verb == AuditVerbs.MessageToldInPerson && t.At >= e.At && visits.Contains(t.Detail))
            select new UntoldNews { Application = a.Id, Subject = v.Id, Village = a.VillageCode, Since = e.At };
    }
}
