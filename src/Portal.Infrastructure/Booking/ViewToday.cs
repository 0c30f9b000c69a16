using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Booking;

/// <summary>One appointment of a day, as the desk needs it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its row version, to be sent back with an act.</param>
/// <param name="Register">The application's number.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="Service">What is asked for.</param>
/// <param name="Start">Start, with the office's offset.</param>
/// <param name="Purpose">Recording or pickup.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Needs">Needs that give priority.</param>
/// <param name="NikMismatch">True when birth date and NIK differ.</param>
/// <param name="WalkIn">True for somebody who came without an appointment.</param>
public sealed record DayRow(Guid Id, uint Version, RegisterNumber Register, string? Name, ServiceSlug Service, DateTimeOffset Start, AppointmentPurpose Purpose, AppointmentState State, SpecialNeeds Needs, bool NikMismatch, bool WalkIn);

/// <summary>How many appointments of a day stand where.</summary>
/// <param name="Expected">Still expected.</param>
/// <param name="Here">Arrived.</param>
/// <param name="Served">Served.</param>
/// <param name="NoShow">Did not come.</param>
/// <param name="Cancelled">Given up.</param>
public sealed record DayCounts(int Expected, int Here, int Served, int NoShow, int Cancelled)
{
    /// <summary>All of them.</summary>
    public int All => Expected + Here + Served + NoShow + Cancelled;
}

/// <summary>One page of a day's appointments, by time.</summary>
/// <param name="Day">The day shown.</param>
/// <param name="Today">The office's own day now.</param>
/// <param name="Counts">Counts of the whole day, whatever is filtered.</param>
/// <param name="Total">Appointments that match the filter, on all pages.</param>
/// <param name="Rows">Those of this page.</param>
public sealed record DayView(DateOnly Day, DateOnly Today, DayCounts Counts, int Total, IReadOnlyList<DayRow> Rows);

/// <summary>The appointments of one office on one day.</summary>
public sealed class ViewToday(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PersonalDataVault vault, TimeProvider time) : IUseCase
{
    /// <summary>The largest page.</summary>
    public const int LargestPage = 200;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewToday;

    /// <summary>What to show.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Day">The day, or null for the office's today.</param>
    /// <param name="State">Only this state, or null for all.</param>
    /// <param name="Search">Part of a name, or a NIK; null or blank for all.</param>
    /// <param name="Skip">Rows to skip.</param>
    /// <param name="Take">Rows to show, up to <see cref="LargestPage"/>.</param>
    public sealed record Query(OfficeCode Office, DateOnly? Day = null, AppointmentState? State = null, string? Search = null, int Skip = 0, int Take = 50);

    /// <summary>Returns the day, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<DayView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var zone = office.Calendar.Zone;
        var today = office.Calendar.LocalDay(time.GetUtcNow());
        var day = query.Day ?? today;
        await using var db = await databases.CreateDbContextAsync(ct);
        var ofDay = db.Appointments.AsNoTracking().Where(v => v.OfficeCode == office.Code && v.LocalDay == day);
        var counts = await ofDay.GroupBy(v => v.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        int Of(AppointmentState state) => counts.GetValueOrDefault(state);

        var shown = Matching(db, query.State is { } state ? ofDay.Where(v => v.State == state) : ofDay, query.Search);
        var total = await shown.CountAsync(ct);
        var rows = await shown
            .OrderBy(row => row.Appointment.StartAt).ThenBy(row => row.Appointment.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 0, LargestPage))
            .Select(row => new
            {
                row.Appointment.Id,
                row.Appointment.Version,
                row.Application.Register,
                row.Application.Name,
                row.Application.Service,
                row.Appointment.StartAt,
                row.Appointment.Purpose,
                row.Appointment.State,
                row.Application.Needs,
                row.Application.NikMismatch,
                row.Appointment.WalkIn,
            })
            .ToListAsync(ct);
        return new DayView(
            day,
            today,
            new DayCounts(Of(AppointmentState.Booked), Of(AppointmentState.CheckedIn), Of(AppointmentState.Served), Of(AppointmentState.NoShow), Of(AppointmentState.Cancelled)),
            total,
            [.. rows.Select(r => new DayRow(r.Id, r.Version, r.Register, r.Name, r.Service, TimeZoneInfo.ConvertTime(r.StartAt, zone), r.Purpose, r.State, r.Needs, r.NikMismatch, r.WalkIn))]);
    }

    private IQueryable<Row> Matching(PortalDbContext db, IQueryable<Appointment> appointments, string? search)
    {
        var rows = appointments.Join(db.Applications.AsNoTracking(), v => v.ApplicationId, a => a.Id, (v, a) => new Row { Appointment = v, Application = a });
        if (string.IsNullOrWhiteSpace(search))
        {
            return rows;
        }

        if (Nik.TryParse(search, out var nik))
        {
            var hash = vault.HashOf(nik);
            return rows.Where(row => row.Application.Person!.NikHash == hash);
        }

        var pattern = $"%{PersonName.ForSearch(search)}%";
        return rows.Where(row => EF.Functions.Like(row.Application.NameSearch!, pattern));
    }

    private sealed class Row
    {
        public required Appointment Appointment { get; init; }

        public required CardApplication Application { get; init; }
    }
}
