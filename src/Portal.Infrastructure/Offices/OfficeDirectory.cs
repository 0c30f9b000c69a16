using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Core.Booking;
using Portal.Core.Offices;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Offices;

/// <summary>
/// Offices, calendars and services as nearly every request needs them. After a quarter of a minute the next request
/// has them read again in the background; after a minute it waits for that. So an edit made by another node shows
/// within a minute, and requests under load do not all wait for one connection.
/// </summary>
public sealed class OfficeDirectory(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Usable = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile OfficeCatalogue? _catalogue;
    private long _loadedAt;
    private int _edits;

    /// <summary>The catalogue, at most a minute old.</summary>
    public ValueTask<OfficeCatalogue> GetAsync(CancellationToken cancellationToken = default)
    {
        var catalogue = _catalogue;
        var age = time.GetElapsedTime(Volatile.Read(ref _loadedAt));
        if (catalogue is null || age >= Usable)
        {
            return new ValueTask<OfficeCatalogue>(LoadAsync(catalogue, cancellationToken));
        }

        if (age >= Fresh && _loading.CurrentCount > 0)
        {
            _ = RefreshAsync(catalogue);
        }

        return ValueTask.FromResult(catalogue);
    }

    /// <summary>Forgets what was read, and what is being read at this moment; called after an edit.</summary>
    public void Invalidate()
    {
        Interlocked.Increment(ref _edits);
        _catalogue = null;
    }

    /// <summary>Forgets what was read if it is this old: of many who meet the same old calendar, the first has it read anew.</summary>
    public void Invalidate(Guid point, int revision)
    {
        if (_catalogue?.Offices.SelectMany(o => o.Points).FirstOrDefault(p => p.Point.Id == point) is { } known && known.Point.Revision == revision)
        {
            Invalidate();
        }
    }

    private async Task RefreshAsync(OfficeCatalogue stale)
    {
        try
        {
            await LoadAsync(stale, CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or ObjectDisposedException)
        {
            // The database is away; the request that finds the catalogue a minute old will say so.
        }
    }

    private async Task<OfficeCatalogue> LoadAsync(OfficeCatalogue? stale, CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (_catalogue is { } loaded && !ReferenceEquals(loaded, stale))
            {
                return loaded;
            }

            var edits = Volatile.Read(ref _edits);
            var catalogue = await ReadAsync(cancellationToken);
            while (edits != Volatile.Read(ref _edits))
            {
                // Edited while it was read: which of the two was read, nobody knows.
                edits = Volatile.Read(ref _edits);
                catalogue = await ReadAsync(cancellationToken);
            }

            Volatile.Write(ref _loadedAt, time.GetTimestamp());
            _catalogue = catalogue;
            return catalogue;
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<OfficeCatalogue> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var offices = await db.Offices.AsNoTracking().AsSplitQuery().Include(o => o.Villages).Include(o => o.ServicePoints).OrderBy(o => o.Code).ToListAsync(cancellationToken);
        var holidays = (await db.Holidays.AsNoTracking().Select(h => h.Date).ToListAsync(cancellationToken)).ToFrozenSet();
        var services = await db.Services.AsNoTracking().OrderBy(s => s.Order).ToListAsync(cancellationToken);
        var own = await db.OfficeServices.AsNoTracking().ToListAsync(cancellationToken);
        return new OfficeCatalogue([.. offices.Select(o => OfficeEntry.From(o, holidays, services, own))], services);
    }
}

/// <summary>Everything the directory knows at one moment.</summary>
/// <param name="Offices">Every office, by code.</param>
/// <param name="Services">The national service list, in its order.</param>
public sealed record OfficeCatalogue(IReadOnlyList<OfficeEntry> Offices, IReadOnlyList<ServiceDefinition> Services)
{
    private readonly FrozenDictionary<OfficeCode, OfficeEntry> _byCode = Offices.ToFrozenDictionary(o => o.Code);

    /// <summary>
    /// The offices that residents and machines know of: all but those in preparation. Whatever shows offices to the public goes
    /// through here or through <see cref="FindPublic"/>.
    /// </summary>
    public IReadOnlyList<OfficeEntry> Public { get; } = [.. Offices.Where(o => o.IsPublic)];

    /// <summary>An office that residents know of, or null.</summary>
    public OfficeEntry? FindPublic(OfficeCode code) => Find(code) is { IsPublic: true } office ? office : null;

    /// <summary>An office, or null when there is none of that code.</summary>
    public OfficeEntry? Find(OfficeCode code) => _byCode.GetValueOrDefault(code);

    /// <summary>An office that a stored record names.</summary>
    /// <exception cref="KeyNotFoundException">There is none: the database refers to it, so that is a bug.</exception>
    public OfficeEntry this[OfficeCode code] => _byCode[code];
}

/// <summary>An office with its points, calendars, villages and services.</summary>
public sealed class OfficeEntry
{
    private OfficeEntry(Office office, IReadOnlyList<PointEntry> points, IReadOnlyList<ServiceOffer> offers)
    {
        Office = office;
        Points = points;
        Offers = offers;
        Villages = [.. office.Villages.OrderBy(v => v.Code.ToString(), StringComparer.Ordinal)];
        VillageCodes = Villages.Select(v => v.Code).ToFrozenSet();
    }

    /// <summary>The office itself.</summary>
    public Office Office { get; }

    /// <summary>Its code.</summary>
    public OfficeCode Code => Office.Code;

    /// <summary>Its rules.</summary>
    public OfficeRules Rules => Office.Rules;

    /// <summary>False while it is in preparation: residents and machines do not know of it.</summary>
    public bool IsPublic => Rules.Standing != OfficeStanding.Preparing;

    /// <summary>Null when residents may book here; otherwise why not.</summary>
    public Error? BookingRefusal => Rules.Standing switch
    {
        OfficeStanding.Open => null,
        OfficeStanding.Preparing => BookingErrors.OfficeUnknown,
        OfficeStanding.NotBooking => OfficeErrors.NotBooking,
    };

    /// <summary>Its service points, the hall first.</summary>
    public IReadOnlyList<PointEntry> Points { get; }

    /// <summary>The hall.</summary>
    public PointEntry Hall => Points[0];

    /// <summary>The hall's calendar: local days, hours and zone of the office.</summary>
    public OfficeCalendar Calendar => Hall.Calendar;

    /// <summary>The name of one of its points; the hall's for one that is not known yet.</summary>
    public LocalizedText NameOfPoint(Guid point) => (Points.FirstOrDefault(p => p.Point.Id == point) ?? Hall).Point.Name;

    /// <summary>Its villages, by code.</summary>
    public IReadOnlyList<Village> Villages { get; }

    /// <summary>The codes of its villages.</summary>
    public IReadOnlyCollection<VillageCode> VillageCodes { get; }

    /// <summary>The name of one of its villages.</summary>
    public string NameOf(VillageCode village) => Villages.First(v => v.Code == village).Name;

    /// <summary>The services as this office offers them.</summary>
    public IReadOnlyList<ServiceOffer> Offers { get; }

    /// <summary>One service as this office offers it.</summary>
    public ServiceOffer Offer(ServiceSlug slug) => Offers.First(o => o.Slug == slug);

    /// <summary>An instant with the office's offset.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Calendar.Zone);

    internal static OfficeEntry From(Office office, IReadOnlySet<DateOnly> holidays, IReadOnlyList<ServiceDefinition> services, IReadOnlyList<OfficeService> own)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(office.TimeZone);
        return new OfficeEntry(
            office,
            [.. office.ServicePoints.OrderBy(p => p.Id).Select(p => new PointEntry(p, p.ScheduleWith(zone, holidays)))],
            [.. services.Select(s => ServiceOffer.From(s, own.FirstOrDefault(o => o.OfficeCode == office.Code && o.Slug == s.Slug), office.Rules.ReferralLetter))]);
    }
}

/// <summary>A service point with its schedule.</summary>
/// <param name="Point">The service point.</param>
/// <param name="Schedule">Its schedule, holidays included.</param>
public sealed record PointEntry(ServicePoint Point, PointSchedule Schedule)
{
    /// <summary>Its calendar.</summary>
    public OfficeCalendar Calendar => Schedule.Calendar;
}
