using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Applications;

/// <summary>A recording before a second person: the data of the application, to be held against the recording machine and the family card.</summary>
/// <param name="Version">Row version of the application, to be sent back with the decision.</param>
/// <param name="Register">Its number.</param>
/// <param name="Office">The office.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="NikMasked">The NIK, masked; null after erasure.</param>
/// <param name="BirthYear">Of the birth date only the year; null after erasure.</param>
/// <param name="EverMarried">Married or ever married, as told.</param>
/// <param name="Village">Home village.</param>
/// <param name="Service">What is asked for.</param>
/// <param name="Needs">Needs that give priority.</param>
/// <param name="NikMismatch">True when birth date and NIK differ.</param>
/// <param name="IsTold">False for somebody who gets no messages and has to be told in person.</param>
/// <param name="State">Where the application stands.</param>
/// <param name="Why">Why it went back, when it did.</param>
/// <param name="Recording">What was recorded by whom; null before.</param>
/// <param name="SamePerson">True when this actor took part in the recording.</param>
public sealed record CheckView(
    uint Version,
    RegisterNumber Register,
    OfficeCode Office,
    string? Name,
    string? NikMasked,
    int? BirthYear,
    bool EverMarried,
    string Village,
    ServiceSlug Service,
    SpecialNeeds Needs,
    bool NikMismatch,
    bool IsTold,
    ApplicationState State,
    IReadOnlyList<string> Why,
    RecordingLine? Recording,
    bool SamePerson);

/// <summary>Opens a recording for the second person's check. Each opening is noted: the resident may ask who has looked.</summary>
public sealed class ViewCheck(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PersonalDataVault vault, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ConfirmData;

    /// <summary>Which application.</summary>
    public sealed record Query(RegisterNumber Register);

    /// <summary>Returns the recording, whatever the application's state, or not_found.</summary>
    public async Task<Result<CheckView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await DeskRecords.FindAsync(db, query.Register, Permission, actor, ct);
        if (!found.TryGet(out var application))
        {
            return Result<CheckView>.Refused(found.Errors);
        }

        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        var now = time.GetUtcNow();
        var recording = await RecordingReader.ReadAsync(db, application, office, now, ct);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationViewed, actor, now, application.OfficeCode, application.Id));
        await db.SaveChangesAsync(ct);

        var known = application.Person is not null;
        return new CheckView(
            application.Version,
            application.Register,
            application.OfficeCode,
            application.Name,
            known ? vault.NikOf(application).Masked : null,
            known ? vault.BirthDateOf(application).Year : null,
            application.EverMarried,
            office.NameOf(application.VillageCode),
            application.Service,
            application.Needs,
            application.NikMismatch,
            application.Channel != Channel.None,
            application.State,
            application.History[^1].WhyInWords,
            recording,
            application.Recorded(actor));
    }
}
