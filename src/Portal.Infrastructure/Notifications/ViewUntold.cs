using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
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
public sealed record UntoldRow(RegisterNumber Register, string? Name, string Village, MessageEvent News, UntoldReason Reason, DateOnly Since, int Days, Guid? Message);

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

/// <summary>
/// People who must act and do not know it: no phone, everything failed, or no messages wanted. Read from applications, messages and
/// the trail, so that nobody can be forgotten between them.
/// </summary>
public sealed class ViewUntold(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
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
        var untold = Untold(db).Where(a => a.OfficeCode == office.Code);
        var counts = await untold.GroupBy(a => a.VillageCode).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var rows = await untold.Where(a => query.Village == null || a.VillageCode == query.Village).OrderBy(a => a.StateSince).ThenBy(a => a.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 0, LargestPage))
            .Select(a => new { a.Id, a.Register, a.Name, a.VillageCode, a.State, a.StateSince, a.Channel }).ToListAsync(ct);
        var ids = rows.Select(r => r.Id).ToList();
        var events = Telling.Events;
        var messages = (await db.Outbox.AsNoTracking().Where(m => ids.Contains(m.ApplicationId) && events.Contains(m.Event))
            .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Select(m => new { m.Id, m.ApplicationId, m.CreatedAt, m.State }).ToListAsync(ct)).ToLookup(m => m.ApplicationId);
        var today = office.Calendar.LocalDay(time.GetUtcNow());
        return new UntoldList(
            today,
            [.. office.Villages.Select(v => new UntoldVillage(v.Code, v.Name, counts.GetValueOrDefault(v.Code)))],
            query.Village is { } village ? counts.GetValueOrDefault(village) : counts.Values.Sum(),
            [.. rows.Select(r =>
            {
                var (day, last) = (office.Calendar.LocalDay(r.StateSince), messages[r.Id].LastOrDefault(m => m.CreatedAt >= r.StateSince));
                return new UntoldRow(r.Register, r.Name, office.NameOf(r.VillageCode), Telling.NewsOf(r.State)!.Value, Telling.ReasonOf(r.Channel, last?.State), day, today.DayNumber - day.DayNumber, last?.Id);
            })]);
    }

    /// <summary>Applications whose people must be told and, as far as anybody knows, were not.</summary>
    internal static IQueryable<CardApplication> Untold(PortalDbContext db)
    {
        var (states, events, reaching) = (Telling.States, Telling.Events, Telling.Reaching);
        return db.Applications.AsNoTracking().Where(a => states.Contains(a.State))
            .Where(a => !db.Outbox.Any(m => m.ApplicationId == a.Id && m.CreatedAt >= a.StateSince && events.Contains(m.Event) && reaching.Contains(m.State)))
            .Where(a => !db.AuditEvents.Any(e => e.SubjectId == a.Id && e.Verb == AuditVerbs.MessageToldInPerson && e.At >= a.StateSince));
    }
}
