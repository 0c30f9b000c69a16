using Portal.Core.Shared;

namespace Portal.Core.Booking;

/// <summary>Days that are released together at an announced instant, instead of each by the horizon.</summary>
/// <param name="From">First day, inclusive.</param>
/// <param name="Through">Last day, inclusive.</param>
/// <param name="At">From this instant on they can be booked.</param>
public sealed record ReleaseBatch(DateOnly From, DateOnly Through, DateTimeOffset At);

/// <summary>The rules of booking from a day on, until the next such day.</summary>
/// <param name="From">First day, inclusive.</param>
/// <param name="Rules">The rules.</param>
public sealed record DatedRules(DateOnly From, SlotRules Rules);

/// <summary>When a service point is open, how its hours are cut into places, and when they are released. A day has one set of rules.</summary>
public sealed class PointSchedule
{
    // Newest first; the last one has always been so.
    private readonly List<DatedRules> _rules;
    private readonly IReadOnlyList<ReleaseBatch> _releases;

    /// <summary>A schedule.</summary>
    /// <param name="calendar">Its calendar.</param>
    /// <param name="rules">Its rules.</param>
    /// <param name="later">Rules that replace them from a day on.</param>
    /// <param name="releases">Days with a release of their own; no two of them overlap.</param>
    public PointSchedule(OfficeCalendar calendar, SlotRules rules, IReadOnlyList<DatedRules>? later = null, IReadOnlyList<ReleaseBatch>? releases = null)
    {
        Calendar = calendar;
        _rules = [.. (later ?? []).OrderByDescending(r => r.From), new(DateOnly.MinValue, rules)];
        _releases = releases ?? [];
        LastExceptionalDay = _releases.Select(r => r.Through).Concat((later ?? []).Select(r => r.From)).DefaultIfEmpty(DateOnly.MinValue).Max();
    }

    /// <summary>Its calendar.</summary>
    public OfficeCalendar Calendar { get; }

    /// <summary>The last day up to which days may be released out of their order.</summary>
    public DateOnly LastExceptionalDay { get; }

    /// <summary>The rules of a day.</summary>
    public SlotRules RulesOn(DateOnly day) => _rules.Find(r => r.From <= day)!.Rules;

    /// <summary>The announced release that a day belongs to, if any.</summary>
    public ReleaseBatch? BatchOf(DateOnly day) => _releases.FirstOrDefault(r => r.From <= day && day <= r.Through);
}
