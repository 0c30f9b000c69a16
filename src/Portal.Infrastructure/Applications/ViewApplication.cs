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

/// <summary>One line of the history as staff read it; times carry the office's offset.</summary>
/// <param name="State">The status.</param>
/// <param name="Verb">What led to it; null for the registration and for entries older than the back office.</param>
/// <param name="Source">On whose word.</param>
/// <param name="At">Since when it is so.</param>
/// <param name="EnteredAt">When the portal learnt of it.</param>
/// <param name="By">What kind of actor; null for older entries.</param>
/// <param name="ByName">Which member of staff; null for others, or when the account is gone.</param>
/// <param name="Why">Reasons and note, one by one.</param>
public sealed record FileLine(ApplicationState State, ApplicationVerb? Verb, StatusSource Source, DateTimeOffset At, DateTimeOffset EnteredAt, ActorKind? By, string? ByName, IReadOnlyList<string> Why);

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
    IReadOnlyList<FileLine> History,
    IReadOnlyList<AppointmentLine> Appointments,
    int Messages,
    bool CanFreeNik,
    bool CanReject,
    bool CanUndo);

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
        var people = application.History.Select(e => e.StaffId).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        var now = time.GetUtcNow();
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationViewed, actor, now, application.OfficeCode, application.Id));
        await db.SaveChangesAsync(ct);

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
            office.NameOf(application.VillageCode),
            application.Language,
            application.Channel,
            application.Needs,
            application.NikMismatch,
            application.Intake,
            office.Local(application.CreatedAt),
            application.State,
            [.. application.History.Select(e => new FileLine(e.State, e.Verb, e.Source, office.Local(e.At), office.Local(e.EnteredAt), e.ActorKind, e.StaffId is { } id ? names.GetValueOrDefault(id) : null, e.WhyInWords))],
            [.. appointments.Select(v => new AppointmentLine(v.Id, office.Local(v.StartAt), v.Purpose, v.State, v.WalkIn, v.CheckedInAt is { } at ? office.Local(at) : null))],
            messages,
            ApplicationWorkflow.Next(application.State, ApplicationVerb.FreeNik) is not null && actor.May(Permission.FreeNik, application.OfficeCode),
            ApplicationWorkflow.Next(application.State, ApplicationVerb.Reject) is not null && actor.May(Permission.RejectApplication, application.OfficeCode),
            application.CanUndo(actor, now));
    }
}
