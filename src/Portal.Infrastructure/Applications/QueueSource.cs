using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Applications;

/// <summary>
/// The keys of what waits in a stage, without the rows: an index of the applications answers alone, so a page far from the front
/// costs little.
/// </summary>
internal sealed class QueueSource(PersonalDataVault vault, ViewQueue.Query query, (DateTimeOffset? From, DateTimeOffset? Before) began)
{
    /// <summary>One application and since when it waits for the office.</summary>
    public sealed class Waiting
    {
        public required Guid Id { get; init; }

        public required DateTimeOffset Since { get; init; }
    }

    /// <summary>At least the first <paramref name="most"/> of them. Each state is read along its index; a sort over all of them would read the whole queue.</summary>
    public IQueryable<Waiting> First(PortalDbContext db, int most) =>
        WorkStages.StatesOf(query.Stage).Select(state => In(db, state).OrderBy(w => w.Since).ThenBy(w => w.Id).Take(most)).Aggregate((all, next) => all.Concat(next));

    private IQueryable<Waiting> In(PortalDbContext db, ApplicationState state)
    {
        var applications = Matching(db.Applications.AsNoTracking().Where(a => a.OfficeCode == query.Office && a.State == state));
        if (!WorkStages.NeedsPerson(query.Stage))
        {
            return Within(applications.Select(a => new Waiting { Id = a.Id, Since = a.StateSince }));
        }

        var here = db.Appointments.AsNoTracking().Where(v => v.OfficeCode == query.Office && v.IsLive && v.State == AppointmentState.CheckedIn);
        return query.Away
            ? applications.Where(a => !here.Any(v => v.ApplicationId == a.Id)).Select(a => new Waiting { Id = a.Id, Since = a.StateSince })
            // Whoever arrives is not older than the arrival, and whoever was sent on meanwhile not older than that.
            : Within(applications.Join(here, a => a.Id, v => v.ApplicationId, (a, v) => new Waiting { Id = a.Id, Since = v.CheckedInAt!.Value > a.StateSince ? v.CheckedInAt!.Value : a.StateSince }));
    }

    private IQueryable<Waiting> Within(IQueryable<Waiting> waiting)
    {
        if (began.From is { } from)
        {
            waiting = waiting.Where(w => w.Since >= from);
        }

        return began.Before is { } before ? waiting.Where(w => w.Since < before) : waiting;
    }

    private IQueryable<CardApplication> Matching(IQueryable<CardApplication> applications)
    {
        if (query.Village is { } village)
        {
            applications = applications.Where(a => a.VillageCode == village);
        }

        if (query.Service is { } service)
        {
            applications = applications.Where(a => a.Service == service);
        }

        if (string.IsNullOrWhiteSpace(query.Search))
        {
            return applications;
        }

        if (Nik.TryParse(query.Search, out var nik))
        {
            var hash = vault.HashOf(nik);
            return applications.Where(a => a.Person!.NikHash == hash);
        }

        var pattern = $"%{PersonName.ForSearch(query.Search)}%";
        return applications.Where(a => EF.Functions.Like(a.NameSearch!, pattern));
    }
}
