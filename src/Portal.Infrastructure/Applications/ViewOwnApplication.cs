using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Printing;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Printing;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Applications;

/// <summary>The latest appointment of an application. Times carry the office's offset; the end is exclusive.</summary>
public sealed record OwnAppointment(Guid Id, Guid ServicePoint, DateTimeOffset Start, DateTimeOffset End, AppointmentState State, bool WalkIn);

/// <summary>One line of the history: what, on whose word, since when (with the office's offset).</summary>
/// <param name="State">The status.</param>
/// <param name="Source">On whose word.</param>
/// <param name="At">Since when.</param>
/// <param name="TakenBack">True when it came about because the office took its last step back.</param>
public sealed record StatusLine(ApplicationState State, StatusSource Source, DateTimeOffset At, bool TakenBack);

/// <summary>Why an application stands where it stands, for its resident only.</summary>
/// <param name="Chosen">Reasons as the office words them.</param>
/// <param name="Note">What staff wrote beside them, in Indonesian; null when nothing.</param>
public sealed record OwnReasons(IReadOnlyList<LocalizedText> Chosen, string? Note);

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
    OwnReasons? Why,
    bool CanCancel,
    bool CanReschedule,
    bool CanBook,
    int? Place,
    int? Of,
    PromisedRange? Range,
    PromiseDelay? Delay,
    int? PerWeek,
    bool WaitsForBlangko);

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
        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        var zone = office.Calendar.Zone;
        DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);
        var card = await CardOutlook.ReadAsync(db, office, application.Id, application.State, application.PrintClass, application.PrintReadyAt, ct);
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
            appointment is null ? null : new OwnAppointment(appointment.Id, appointment.ServicePointId, Local(appointment.StartAt), Local(appointment.EndAt), appointment.State, appointment.WalkIn),
            [.. application.History.Select(e => new StatusLine(e.State, e.Source, Local(e.At), e.Verb == ApplicationVerb.Undo))],
            WhyOf(application),
            application.CanCancel,
            appointment is { State: AppointmentState.Booked } && appointment.StartAt > time.GetUtcNow(),
            application.AwaitsVisit && appointment is not { IsLive: true },
            card.Place,
            card.Of,
            card.Range,
            card.Delay,
            card.PerWeek,
            card.WaitsForBlangko);
    }

    // Only where the resident has to do something about it; what supervisors note for the centre concerns nobody else.
    private static OwnReasons? WhyOf(CardApplication application) =>
        application.State is ApplicationState.DossierReturned or ApplicationState.RecordingReturned or ApplicationState.Rejected
        && application.Why is { } why
            ? new OwnReasons(why.Reasons, why.Note)
            : null;
}
