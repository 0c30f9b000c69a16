using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

/// <summary>Where an application stands, for anyone who has its number: no personal data at all.</summary>
/// <param name="Register">Its number.</param>
/// <param name="Office">The office.</param>
/// <param name="Service">What is asked for.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Since">Since when, with the office's offset.</param>
/// <param name="Source">On whose word.</param>
/// <param name="AppointmentStart">Start of the live appointment, with the office's offset, or null.</param>
public sealed record TrackedApplication(RegisterNumber Register, OfficeCode Office, ServiceSlug Service, ApplicationState State, DateTimeOffset Since, StatusSource Source, DateTimeOffset? AppointmentStart);

/// <summary>Finds an application by its register number.</summary>
public sealed class TrackApplication(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    // Compiled once: this is the page that everybody reloads.
    private static readonly Func<PortalDbContext, RegisterNumber, Task<Row?>> Find = EF.CompileAsyncQuery((PortalDbContext db, RegisterNumber register) =>
        db.Applications.Where(a => a.Register == register)
            .Select(a => new Row(a.OfficeCode, a.Service, a.State, a.StateSince, a.StateSource, db.Appointments.Where(v => v.ApplicationId == a.Id && v.IsLive).Select(v => (DateTimeOffset?)v.StartAt).FirstOrDefault()))
            .FirstOrDefault());

    /// <inheritdoc />
    public static Permission Permission => Permission.TrackApplication;

    /// <summary>Which application.</summary>
    public sealed record Query(RegisterNumber Register);

    /// <summary>Returns where it stands, or register_unknown.</summary>
    public async Task<Result<TrackedApplication>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await Find(db, query.Register) is not { } row)
        {
            return ApplicationErrors.UnknownRegister;
        }

        var zone = (await directory.GetAsync(ct))[row.Office].Calendar.Zone;
        return new TrackedApplication(
            query.Register,
            row.Office,
            row.Service,
            row.State,
            TimeZoneInfo.ConvertTime(row.Since, zone),
            row.Source,
            row.AppointmentStart is { } start ? TimeZoneInfo.ConvertTime(start, zone) : null);
    }

    private sealed record Row(OfficeCode Office, ServiceSlug Service, ApplicationState State, DateTimeOffset Since, StatusSource Source, DateTimeOffset? AppointmentStart);
}
