using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;

namespace Portal.Infrastructure.Booking;

/// <summary>A day with what is left of it.</summary>
public sealed record FreeDay(DateOnly Day, int Free, int Total);

/// <summary>The next day to be opened for booking, and when.</summary>
public sealed record NextRelease(DateOnly Day, DateTimeOffset At);

/// <summary>The days that can be booked in an office, and when more will come.</summary>
/// <param name="Days">Every released day on which the office is open.</param>
/// <param name="Next">The next day to be opened for booking; null for none.</param>
/// <param name="Closures">Days among and soon after them that are closed out of turn, with the reason.</param>
public sealed record FreeDays(IReadOnlyList<FreeDay> Days, NextRelease? Next, IReadOnlyList<Closure> Closures);

/// <summary>The released days of an office with their free places, today included while slots are left.</summary>
public sealed class FindFreeDays(FindFreeSlots slots, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.FindFreeSlots;

    /// <summary>Which office.</summary>
    public sealed record Query(OfficeCode Office);

    /// <summary>Lists the days; an unknown office is refused.</summary>
    public async Task<Result<FreeDays>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var catalogue = await directory.GetAsync(ct);
        // Staff who set an office up look at its times before residents do.
        if ((actor.May(Permission.ViewOffices, query.Office) ? catalogue.Find(query.Office) : catalogue.FindPublic(query.Office)) is not { } office)
        {
            return BookingErrors.OfficeUnknown;
        }

        var now = time.GetUtcNow();
        var today = office.Calendar.LocalDay(now);
        // However far ahead the office releases: every released day is shown.
        var all = await slots.ListAsync(office, today, DateOnly.MaxValue, now, ct);

        var days = all.GroupBy(s => DateOnly.FromDateTime(s.Start.DateTime)).Select(d => new FreeDay(d.Key, d.Sum(s => s.Free), d.Sum(s => s.Capacity)));
        var next = office.Points.Select(p => SlotPlan.NextRelease(p.Schedule, now)).Where(n => n is not null).OrderBy(n => n!.Value.At).FirstOrDefault();
        var last = SlotPlan.ReleasedDays(office.Hall.Schedule, now).LastOrDefault(today);
        var closures = office.Hall.Point.Closures.Where(c => c.Through >= today && c.From <= last.AddDays(1)).OrderBy(c => c.From);
        return new FreeDays([.. days], next is { } n ? new NextRelease(n.Day, n.At) : null, [.. closures]);
    }
}
