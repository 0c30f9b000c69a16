using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Handovers;

/// <summary>A printed card that waits for its holder.</summary>
/// <param name="Register">The application's number.</param>
/// <param name="Name">The holder; null after erasure.</param>
/// <param name="Village">Name of the village.</param>
/// <param name="ReadyOn">The office's day since which it waits.</param>
/// <param name="Days">How many days it waits.</param>
/// <param name="HasPhone">True when the holder was told by message.</param>
public sealed record UncollectedRow(RegisterNumber Register, string? Name, string Village, DateOnly ReadyOn, int Days, bool HasPhone);

/// <summary>How many cards of a village wait.</summary>
/// <param name="Village">The village.</param>
/// <param name="Name">Its name.</param>
/// <param name="Count">Cards of the age asked for.</param>
public sealed record UncollectedVillage(VillageCode Village, string Name, int Count);

/// <summary>One page of the uncollected cards, oldest first.</summary>
/// <param name="Today">The office's own day now.</param>
/// <param name="ByAge">How many wait at least so many days, for each of <see cref="ViewUncollected.Ages"/>, whatever is filtered.</param>
/// <param name="Villages">Every village with how many of its cards are of the age asked for.</param>
/// <param name="Total">Cards that match, on all pages.</param>
/// <param name="Rows">Those of this page.</param>
public sealed record UncollectedList(DateOnly Today, IReadOnlyList<int> ByAge, IReadOnlyList<UncollectedVillage> Villages, int Total, IReadOnlyList<UncollectedRow> Rows);

/// <summary>Printed cards that nobody has collected, by age and village: a village head can call people.</summary>
public sealed class ViewUncollected(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <summary>The largest page; a printed list of a village takes one.</summary>
    public const int LargestPage = 500;

    /// <summary>Ages in days that can be asked for; 0 is every card.</summary>
    public static IReadOnlyList<int> Ages { get; } = [0, 30, 60, 90];

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewUncollected;

    /// <summary>Which cards.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Days">Only those that wait at least so many days, 0 or more.</param>
    /// <param name="Village">Only those of this village; null for all.</param>
    /// <param name="Skip">Rows to skip.</param>
    /// <param name="Take">Rows to show, up to <see cref="LargestPage"/>.</param>
    public sealed record Query(OfficeCode Office, int Days = 0, VillageCode? Village = null, int Skip = 0, int Take = 50);

    /// <summary>Returns the page, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<UncollectedList>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var today = office.Calendar.LocalDay(time.GetUtcNow());
        // "At least so many days" ends with the whole office-local day that many days ago.
        DateTimeOffset Before(int days) => office.Calendar.InstantOf(today.AddDays(1 - days), TimeOnly.MinValue).ToUniversalTime();
        await using var db = await databases.CreateDbContextAsync(ct);
        var ready = db.Applications.AsNoTracking().Where(a => a.OfficeCode == office.Code && a.State == ApplicationState.ReadyForPickup);
        List<int> byAge = [];
        foreach (var days in Ages)
        {
            var (until, all) = (Before(days), days == 0);
            byAge.Add(await ready.CountAsync(a => all || a.StateSince < until, ct));
        }

        var (end, every) = (Before(Math.Clamp(query.Days, 0, 3650)), query.Days <= 0);
        var aged = ready.Where(a => every || a.StateSince < end);
        var counts = await aged.GroupBy(a => a.VillageCode).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var shown = query.Village is { } village ? aged.Where(a => a.VillageCode == village) : aged;
        var rows = await shown.OrderBy(a => a.StateSince).ThenBy(a => a.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 0, LargestPage))
            .Select(a => new { a.Register, a.Name, a.VillageCode, a.StateSince, a.Channel }).ToListAsync(ct);
        return new UncollectedList(
            today,
            byAge,
            [.. office.Villages.Select(v => new UncollectedVillage(v.Code, v.Name, counts.GetValueOrDefault(v.Code)))],
            query.Village is { } one ? counts.GetValueOrDefault(one) : counts.Values.Sum(),
            [.. rows.Select(r => (Row: r, Day: office.Calendar.LocalDay(r.StateSince))).Select(r => new UncollectedRow(
                r.Row.Register, r.Row.Name, office.NameOf(r.Row.VillageCode), r.Day, today.DayNumber - r.Day.DayNumber, r.Row.Channel != Channel.None))]);
    }
}
