using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Applications;

/// <summary>The latest appointment of an application. Times carry the office's offset; the end is exclusive.</summary>
public sealed record OwnAppointment(Guid Id, DateTimeOffset Start, DateTimeOffset End, AppointmentState State, bool WalkIn);

/// <summary>One line of the history: what, on whose word, since when (with the office's offset).</summary>
public sealed record StatusLine(ApplicationState State, StatusSource Source, DateTimeOffset At);

/// <summary>One's own application, as its link shows it.</summary>
public sealed record OwnApplication(
    Guid Id,
    RegisterNumber Register,
    OfficeCode Office,
    ServiceSlug Service,
    string? Name,
    Language Language,
    ApplicationState State,
    DateTimeOffset Since,
    StatusSource Source,
    Channel Channel,
    string? PhoneMasked,
    OwnAppointment? Appointment,
    IReadOnlyList<StatusLine> History,
    bool CanCancel,
    bool CanReschedule,
    bool CanBook);

/// <summary>Opens a resident's own link. Reading changes nothing.</summary>
public sealed class ViewOwnApplication(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PersonalDataVault vault, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewOwnApplication;

    /// <summary>The code of the link; holding it is the proof.</summary>
    public sealed record Query(string LinkCode);

    /// <summary>Returns the application, or link_expired for a code that is unknown, mistyped or revoked.</summary>
    public async Task<Result<OwnApplication>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var hash = PersonalDataVault.LinkHash(query.LinkCode);
        await using var db = await databases.CreateDbContextAsync(ct);
        var application = await db.Applications.AsNoTracking().Include(a => a.History.OrderBy(e => e.Id)).SingleOrDefaultAsync(a => a.LinkHash == hash, ct);
        if (application is null)
        {
            return ApplicationErrors.LinkExpired;
        }

        var appointment = await db.Appointments.AsNoTracking().Where(v => v.ApplicationId == application.Id).OrderByDescending(v => v.IsLive).ThenByDescending(v => v.StartAt).FirstOrDefaultAsync(ct);
        var zone = (await directory.GetAsync(ct))[application.OfficeCode].Calendar.Zone;
        DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);
        return new OwnApplication(
            application.Id,
            application.Register,
            application.OfficeCode,
            application.Service,
            application.Name,
            application.Language,
            application.State,
            Local(application.StateSince),
            application.StateSource,
            application.Channel,
            vault.PhoneOf(application)?.Masked,
            appointment is null ? null : new OwnAppointment(appointment.Id, Local(appointment.StartAt), Local(appointment.EndAt), appointment.State, appointment.WalkIn),
            [.. application.History.Select(e => new StatusLine(e.State, e.Source, Local(e.At)))],
            application.CanCancel,
            appointment is { State: AppointmentState.Booked } && appointment.StartAt > time.GetUtcNow(),
            application.AwaitsVisit && appointment is not { IsLive: true });
    }
}
