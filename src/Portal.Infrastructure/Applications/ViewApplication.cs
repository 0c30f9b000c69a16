using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Applications;

/// <summary>One appointment of an application; times carry the office's offset.</summary>
public sealed record AppointmentLine(Guid Id, DateTimeOffset Start, AppointmentPurpose Purpose, AppointmentState State, bool WalkIn, DateTimeOffset? CheckedInAt);

/// <summary>One application as staff see it: NIK and phone masked, of the birth date only the year.</summary>
public sealed record ApplicationFile(
    Guid Id,
    uint Version,
    RegisterNumber Register,
    OfficeCode Office,
    ServiceSlug Service,
    string? Name,
    string? NikMasked,
    int? BirthYear,
    bool EverMarried,
    string? PhoneMasked,
    string Village,
    Language Language,
    Channel Channel,
    SpecialNeeds Needs,
    bool NikMismatch,
    Intake Intake,
    DateTimeOffset CreatedAt,
    ApplicationState State,
    IReadOnlyList<StatusLine> History,
    IReadOnlyList<AppointmentLine> Appointments,
    int Messages,
    bool CanFreeNik);

/// <summary>Opens an application's file. Each opening is noted: the resident may ask who has looked.</summary>
public sealed class ViewApplication(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PersonalDataVault vault, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewApplication;

    /// <summary>Which application.</summary>
    public sealed record Query(RegisterNumber Register);

    /// <summary>Returns the file, or not_found.</summary>
    public async Task<Result<ApplicationFile>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await DeskRecords.FindAsync(db, query.Register, Permission, actor, ct);
        if (!found.TryGet(out var application))
        {
            return Result<ApplicationFile>.Refused(found.Errors);
        }

        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        var appointments = await db.Appointments.AsNoTracking().Where(v => v.ApplicationId == application.Id).OrderByDescending(v => v.StartAt).ToListAsync(ct);
        var messages = await db.Outbox.CountAsync(m => m.ApplicationId == application.Id, ct);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationViewed, actor, time.GetUtcNow(), application.OfficeCode, application.Id));
        await db.SaveChangesAsync(ct);

        DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, office.Calendar.Zone);
        var known = application.Person is not null;
        return new ApplicationFile(
            application.Id,
            application.Version,
            application.Register,
            application.OfficeCode,
            application.Service,
            application.Name,
            known ? vault.NikOf(application).Masked : null,
            known ? vault.BirthDateOf(application).Year : null,
            application.EverMarried,
            vault.PhoneOf(application)?.Masked,
            office.Villages.First(v => v.Code == application.VillageCode).Name,
            application.Language,
            application.Channel,
            application.Needs,
            application.NikMismatch,
            application.Intake,
            Local(application.CreatedAt),
            application.State,
            [.. application.History.Select(e => new StatusLine(e.State, e.Source, Local(e.At)))],
            [.. appointments.Select(v => new AppointmentLine(v.Id, Local(v.StartAt), v.Purpose, v.State, v.WalkIn, v.CheckedInAt is { } at ? Local(at) : null))],
            messages,
            ApplicationWorkflow.Next(application.State, ApplicationVerb.FreeNik) is not null && actor.May(Permission.FreeNik, application.OfficeCode));
    }
}
