using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Calendar;

/// <summary>Somebody whom a change touches.</summary>
/// <param name="Move">What becomes of the appointment.</param>
/// <param name="Office">In which office.</param>
/// <param name="OfficeName">Its name.</param>
/// <param name="Point">At which service point.</param>
/// <param name="Register">The register number.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="Channel">How the person is told; <see cref="Channel.None"/> when somebody has to call or visit.</param>
/// <param name="Zone">The office's time zone.</param>
public sealed record TouchedVisit(VisitMove Move, OfficeCode Office, string OfficeName, Guid Point, RegisterNumber Register, string? Name, Channel Channel, TimeZoneInfo Zone);

/// <summary>What a change would do, before it is done.</summary>
/// <param name="Visits">Whom it touches, by office and old time.</param>
/// <param name="Holds">How many people who are booking at this moment have to choose another time.</param>
/// <param name="Refits">How many appointments last longer or shorter and keep their start.</param>
/// <param name="Staying">How many people who are here already stay.</param>
/// <param name="Choices">Free times of the day that was asked for.</param>
public sealed record ChangePreview(IReadOnlyList<TouchedVisit> Visits, int Holds, int Refits, int Staying, IReadOnlyList<DateTimeOffset> Choices)
{
    internal static async Task<ChangePreview> OfAsync(PortalDbContext db, IReadOnlyList<PointPlanned> planned, IReadOnlyList<DateTimeOffset> choices, Actor actor, CancellationToken ct)
    {
        var ids = planned.SelectMany(p => p.Plan.Moves).Select(m => m.Appointment).ToList();
        var people = await (
            from visit in db.Appointments.AsNoTracking()
            join application in db.Applications on visit.ApplicationId equals application.Id
            where ids.Contains(visit.Id)
            select new { visit.Id, application.Register, application.Name, application.Channel }).ToDictionaryAsync(p => p.Id, ct);
        return new ChangePreview(
            [
                .. from one in planned
                   from move in one.Plan.Moves
                   let person = people[move.Appointment]
                   let office = one.Change.Office
                   select new TouchedVisit(move, office.Code, office.Office.Name, one.Change.Point.Id, person.Register, NameFor(actor, office.Code, person.Name), person.Channel, office.Calendar.Zone),
            ],
            planned.Sum(p => p.Plan.DroppedHolds.Count),
            planned.Sum(p => p.Plan.Refits.Count),
            planned.Sum(p => p.Staying),
            choices);
    }

    // Who administers calendars does not work with residents: the number is enough to choose a time.
    private static string? NameFor(Actor actor, OfficeCode office, string? name) =>
        name is null || actor.May(Permission.ViewToday, office) ? name : PersonName.Masked(name);
}

/// <summary>Whom a change of a service point would touch, and what would become of each. Changes nothing.</summary>
public sealed class PreviewCalendarChange(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageCalendar;

    /// <summary>Which change.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Point">Its service point.</param>
    /// <param name="Change">The change.</param>
    /// <param name="Wishes">What the office has chosen for some of the people; null to give an appointment up.</param>
    /// <param name="ChoicesOn">A day whose free times are asked for; null for none.</param>
    public sealed record Query(OfficeCode Office, Guid Point, CalendarChange Change, IReadOnlyDictionary<Guid, DateTimeOffset?> Wishes, DateOnly? ChoicesOn = null);

    /// <summary>Returns the list, or why the change cannot be made.</summary>
    public async Task<Result<ChangePreview>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var prepared = await PointBook.TryAsync(db, directory, query.Office, query.Point, query.Change, tracked: false, now, ct);
        if (!prepared.TryGet(out var change))
        {
            return Result<ChangePreview>.Refused(prepared.Errors);
        }

        var planned = await CalendarDesk.PlanAsync(db, change, query.Wishes, now, ct);
        var choices = query.ChoicesOn is { } day ? planned.Plan.FreeOn(change.After, planned.Taken, day, now).Select(s => s.Start).ToList() : [];
        return await ChangePreview.OfAsync(db, [planned], choices, actor, ct);
    }
}
