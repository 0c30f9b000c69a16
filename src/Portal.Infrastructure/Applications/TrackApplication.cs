using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Printing;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Printing;

namespace Portal.Infrastructure.Applications;

/// <summary>Papers that a returned dossier lacks, compared by value: the status page is kept while its facts are the same.</summary>
/// <param name="papers">In the order of the office's list.</param>
public sealed class MissingPapers(IReadOnlyList<LocalizedText> papers) : IEquatable<MissingPapers>
{
    /// <summary>The papers.</summary>
    public IReadOnlyList<LocalizedText> Papers => papers;

    /// <inheritdoc />
    public bool Equals(MissingPapers? other) => other is not null && papers.SequenceEqual(other.Papers);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as MissingPapers);

    /// <inheritdoc />
    public override int GetHashCode() => papers.Aggregate(0, HashCode.Combine);
}

/// <summary>Where an application stands, for anyone who has its number: no personal data at all.</summary>
/// <param name="Register">Its number.</param>
/// <param name="Office">The office.</param>
/// <param name="Service">What is asked for.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Since">Since when, with the office's offset.</param>
/// <param name="Source">On whose word.</param>
/// <param name="AppointmentStart">Start of the live appointment, with the office's offset, or null.</param>
/// <param name="Place">Place in the office's print order, from 1; null unless it waits in it.</param>
/// <param name="Of">Cards in that order; null with <paramref name="Place"/>.</param>
/// <param name="Range">When the card is expected to be ready; null when nothing honest can be said, or nothing is waited for.</param>
/// <param name="Delay">Why it is later than was told; null when it is not.</param>
/// <param name="PerWeek">Cards the office has printed a week of late; null where too little is known, or without a place.</param>
/// <param name="WaitsForBlangko">True when it is ready to be printed and no blank is left for its place in the order.</param>
/// <param name="Missing">What a returned dossier lacks of the papers that the office asks everybody for; its other reasons and notes are for the resident alone. Null for none.</param>
public sealed record TrackedApplication(
    RegisterNumber Register,
    OfficeCode Office,
    ServiceSlug Service,
    ApplicationState State,
    DateTimeOffset Since,
    StatusSource Source,
    DateTimeOffset? AppointmentStart,
    int? Place,
    int? Of,
    PromisedRange? Range,
    PromiseDelay? Delay,
    int? PerWeek,
    bool WaitsForBlangko,
    MissingPapers? Missing);

/// <summary>Finds an application by its register number.</summary>
public sealed class TrackApplication(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    // Compiled once: this is the page that everybody reloads.
    private static readonly Func<PortalDbContext, RegisterNumber, Task<Row?>> Find = EF.CompileAsyncQuery((PortalDbContext db, RegisterNumber register) =>
        db.Applications.Where(a => a.Register == register)
            .Select(a => new Row(
                a.Id,
                a.OfficeCode,
                a.Service,
                a.State,
                a.StateSince,
                a.StateSource,
                db.Appointments.Where(v => v.ApplicationId == a.Id && v.IsLive).Select(v => (DateTimeOffset?)v.StartAt).FirstOrDefault(),
                a.PrintClass,
                a.PrintReadyAt))
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

        var office = (await directory.GetAsync(ct))[row.Office];
        var zone = office.Calendar.Zone;
        var card = await CardOutlook.ReadAsync(db, office, row.Id, row.State, row.PrintClass, row.PrintReadyAt, ct);
        return new TrackedApplication(
            query.Register,
            row.Office,
            row.Service,
            row.State,
            TimeZoneInfo.ConvertTime(row.Since, zone),
            row.Source,
            row.AppointmentStart is { } start ? TimeZoneInfo.ConvertTime(start, zone) : null,
            card.Place,
            card.Of,
            card.Range,
            card.Delay,
            card.PerWeek,
            card.WaitsForBlangko,
            row.State == ApplicationState.DossierReturned ? await MissingAsync(db, row, office, ct) : null);
    }

    private static async Task<MissingPapers?> MissingAsync(PortalDbContext db, Row row, OfficeEntry office, CancellationToken ct)
    {
        var given = await db.Set<StatusEntry>().AsNoTracking().Where(e => e.ApplicationId == row.Id && e.State == ApplicationState.DossierReturned && e.Verb == ApplicationVerb.ReturnDossier)
            .OrderByDescending(e => e.Id).Select(e => e.Reasons).FirstOrDefaultAsync(ct) ?? [];
        List<LocalizedText> papers = [.. office.Offer(row.Service).Requirements.Where(r => given.Contains(DossierCheck.Missing(r)))];
        return papers.Count > 0 ? new MissingPapers(papers) : null;
    }

    private sealed record Row(
        Guid Id,
        OfficeCode Office,
        ServiceSlug Service,
        ApplicationState State,
        DateTimeOffset Since,
        StatusSource Source,
        DateTimeOffset? AppointmentStart,
        short PrintClass,
        DateTimeOffset? PrintReadyAt);
}
