using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Applications;

/// <summary>One application that waits. Times carry the office's offset.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its row version, to be sent back with an act.</param>
/// <param name="Register">Its number.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="Village">Name of the home village.</param>
/// <param name="Service">What is asked for.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Source">On whose word.</param>
/// <param name="Since">Since when it waits for the office; for somebody who is here, since the arrival.</param>
/// <param name="Age">How that stands to the office's promise; null while the office waits for the person.</param>
/// <param name="Needs">Needs that give priority.</param>
/// <param name="NikMismatch">True when birth date and NIK differ.</param>
/// <param name="Visit">Start of the live appointment, or null.</param>
public sealed record QueueRow(Guid Id, uint Version, RegisterNumber Register, string? Name, string Village, ServiceSlug Service, ApplicationState State, StatusSource Source, DateTimeOffset Since, QueueAge? Age, SpecialNeeds Needs, bool NikMismatch, DateTimeOffset? Visit);

/// <summary>One page of a queue, oldest first.</summary>
/// <param name="Promise">Working days that the office promises for this stage.</param>
/// <param name="Total">How many match, counted up to <see cref="QueueCounts.Most"/> + 1.</param>
/// <param name="Rows">Those of this page.</param>
public sealed record QueueView(int Promise, int Total, IReadOnlyList<QueueRow> Rows);

/// <summary>What waits in one stage of an office.</summary>
public sealed class ViewQueue(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PersonalDataVault vault, TimeProvider time) : IUseCase
{
    /// <summary>The largest page.</summary>
    public const int LargestPage = 100;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewQueues;

    /// <summary>What to show.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Stage">The stage.</param>
    /// <param name="Away">In stages that need the applicant: those who are not here, instead of those who are.</param>
    /// <param name="Village">Only this home village, or null.</param>
    /// <param name="Service">Only this service, or null.</param>
    /// <param name="Tone">Only ages of this tone, or null; says nothing about people who are not here.</param>
    /// <param name="Search">Part of a name, or a NIK; null or blank for all.</param>
    /// <param name="Skip">Rows to skip, up to <see cref="QueueCounts.Most"/>: work is taken from the front.</param>
    /// <param name="Take">Rows to show, up to <see cref="LargestPage"/>.</param>
    public sealed record Query(OfficeCode Office, WorkStage Stage, bool Away = false, VillageCode? Village = null, ServiceSlug? Service = null, AgeTone? Tone = null, string? Search = null, int Skip = 0, int Take = 25);

    /// <summary>Returns the page, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<QueueView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var (now, promise) = (time.GetUtcNow(), WorkStages.PromiseOf(query.Stage, office.Rules.Stages));
        var (skip, take) = (Math.Clamp(query.Skip, 0, QueueCounts.Most), Math.Clamp(query.Take, 0, LargestPage));
        var waiting = new QueueSource(vault, query, query.Tone is { } tone ? QueueAge.Began(tone, office.Calendar, now, promise) : (null, null));
        await using var db = await databases.CreateDbContextAsync(ct);
        var total = Math.Min(QueueCounts.Most + 1, await waiting.First(db, QueueCounts.Most + 1).CountAsync(ct));
        var keys = await waiting.First(db, skip + take).OrderBy(w => w.Since).ThenBy(w => w.Id).Skip(skip).Take(take).ToListAsync(ct);
        var ids = keys.ConvertAll(k => k.Id);
        var rows = await db.Applications.AsNoTracking().Where(a => ids.Contains(a.Id))
            .Select(a => new
            {
                a.Id,
                a.Version,
                a.Register,
                a.Name,
                a.VillageCode,
                a.Service,
                a.State,
                a.StateSource,
                a.Needs,
                a.NikMismatch,
                Visit = db.Appointments.Where(v => v.ApplicationId == a.Id && v.IsLive).Select(v => (DateTimeOffset?)v.StartAt).FirstOrDefault(),
            })
            .ToDictionaryAsync(a => a.Id, ct);

        var ages = !(query.Away && WorkStages.NeedsPerson(query.Stage));
        // Between the two questions a row may have moved on; it is then shown as it stands, and its act is refused as stale.
        return new QueueView(promise, total, [.. keys.Where(k => rows.ContainsKey(k.Id)).Select(k => (Key: k, Row: rows[k.Id])).Select(r => new QueueRow(
            r.Row.Id,
            r.Row.Version,
            r.Row.Register,
            r.Row.Name,
            office.NameOf(r.Row.VillageCode),
            r.Row.Service,
            r.Row.State,
            r.Row.StateSource,
            office.Local(r.Key.Since),
            ages ? QueueAge.Of(office.Calendar, r.Key.Since, now, promise) : null,
            r.Row.Needs,
            r.Row.NikMismatch,
            r.Row.Visit is { } start ? office.Local(start) : null))]);
    }
}
