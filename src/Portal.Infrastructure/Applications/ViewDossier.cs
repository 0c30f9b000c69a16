using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

/// <summary>A dossier on the checker's table. Times carry the office's offset.</summary>
/// <param name="Version">Row version of the application, to be sent back with an act.</param>
/// <param name="Register">Its number.</param>
/// <param name="Office">The office.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="Village">Name of the home village.</param>
/// <param name="Service">What is asked for.</param>
/// <param name="Needs">Needs that give priority.</param>
/// <param name="NikMismatch">True when birth date and NIK differ.</param>
/// <param name="State">Where the application stands.</param>
/// <param name="Requirements">The papers that the office asks for.</param>
/// <param name="Reasons">Other reasons of the office for returning a dossier.</param>
/// <param name="ReturnedWhy">Why it went back last; empty unless it did.</param>
/// <param name="HereSince">Since when the person is here; null when not here.</param>
/// <param name="Visit">Start of the live appointment, or null.</param>
/// <param name="CanAccept">True while it can be accepted.</param>
/// <param name="CanReturn">True while it can be returned.</param>
/// <param name="CanUndo">True while this actor may take the last step back.</param>
public sealed record DossierView(
    uint Version,
    RegisterNumber Register,
    OfficeCode Office,
    string? Name,
    string Village,
    ServiceSlug Service,
    SpecialNeeds Needs,
    bool NikMismatch,
    ApplicationState State,
    IReadOnlyList<LocalizedText> Requirements,
    IReadOnlyList<LocalizedText> Reasons,
    IReadOnlyList<string> ReturnedWhy,
    DateTimeOffset? HereSince,
    DateTimeOffset? Visit,
    bool CanAccept,
    bool CanReturn,
    bool CanUndo);

/// <summary>Opens a dossier to check it. Noted in the trail like every opening of a file.</summary>
public sealed class ViewDossier(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.CheckDossier;

    /// <summary>Of which application.</summary>
    public sealed record Query(RegisterNumber Register);

    /// <summary>Returns the dossier, whatever the application's state, or not_found.</summary>
    public async Task<Result<DossierView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await DeskRecords.FindAsync(db, query.Register, Permission, actor, ct);
        if (!found.TryGet(out var application))
        {
            return Result<DossierView>.Refused(found.Errors);
        }

        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        var (now, visit) = (time.GetUtcNow(), await OwnRecords.LiveAppointmentAsync(db, application.Id, ct));
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationViewed, actor, now, application.OfficeCode, application.Id));
        await db.SaveChangesAsync(ct);
        DateTimeOffset? Local(DateTimeOffset? instant) => instant is { } at ? office.Local(at) : null;
        return new DossierView(
            application.Version,
            application.Register,
            application.OfficeCode,
            application.Name,
            office.NameOf(application.VillageCode),
            application.Service,
            application.Needs,
            application.NikMismatch,
            application.State,
            office.Offer(application.Service).Requirements,
            office.Rules.DossierReasons,
            application.State == ApplicationState.DossierReturned ? application.Why?.WhyInWords ?? [] : [],
            Local(visit?.CheckedInAt),
            Local(visit?.StartAt),
            ApplicationWorkflow.Next(application.State, ApplicationVerb.AcceptDossier) is not null,
            ApplicationWorkflow.Next(application.State, ApplicationVerb.ReturnDossier) is not null,
            application.CanUndo(actor, now));
    }
}
