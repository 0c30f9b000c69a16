using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

/// <summary>One applicant at the recording station. No NIK, phone or birth date: the recording machine has its own.</summary>
/// <param name="Version">Row version of the application, to be sent back when the recording is closed.</param>
/// <param name="Register">Its number.</param>
/// <param name="Office">The office.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="Service">What is asked for.</param>
/// <param name="Needs">Needs that give priority.</param>
/// <param name="NikMismatch">True when birth date and NIK differ.</param>
/// <param name="State">Where the application stands.</param>
/// <param name="CanRecord">True while it is to be recorded.</param>
/// <param name="ReturnedWhy">Why it is to be recorded again; empty for the first recording.</param>
/// <param name="Recording">The open recording, or the complete one; null before.</param>
public sealed record RecordingView(
    uint Version,
    RegisterNumber Register,
    OfficeCode Office,
    string? Name,
    ServiceSlug Service,
    SpecialNeeds Needs,
    bool NikMismatch,
    ApplicationState State,
    bool CanRecord,
    IReadOnlyList<string> ReturnedWhy,
    RecordingLine? Recording);

/// <summary>The applicant whom the recording station works on; asked again every few seconds, so it leaves no note in the trail.</summary>
public sealed class ViewRecording(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RecordApplicant;

    /// <summary>Which application.</summary>
    public sealed record Query(RegisterNumber Register);

    /// <summary>Returns the applicant, whatever the application's state, or not_found.</summary>
    public async Task<Result<RecordingView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await DeskRecords.FindAsync(db, query.Register, Permission, actor, ct);
        if (!found.TryGet(out var application))
        {
            return Result<RecordingView>.Refused(found.Errors);
        }

        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        return new RecordingView(
            application.Version,
            application.Register,
            application.OfficeCode,
            application.Name,
            application.Service,
            application.Needs,
            application.NikMismatch,
            application.State,
            ApplicationWorkflow.Next(application.State, ApplicationVerb.Record) is not null,
            application.State == ApplicationState.RecordingReturned ? application.History[^1].WhyInWords : [],
            await RecordingReader.ReadAsync(db, application, office, time.GetUtcNow(), ct));
    }
}
