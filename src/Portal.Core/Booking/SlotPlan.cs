using Portal.Core.Shared;

namespace Portal.Core.Booking;

/// <summary>A time in which a service point takes people.</summary>
/// <param name="Start">Inclusive, with the office's offset.</param>
/// <param name="End">Exclusive, with the office's offset.</param>
/// <param name="Capacity">All places, walk-ins included; online booking takes at most <see cref="SlotRules.OnlineCapacity"/> of them.</param>
public readonly record struct Slot(DateTimeOffset Start, DateTimeOffset End, int Capacity);

/// <summary>
/// Slots computed from calendar and rules: nothing is generated ahead, so nothing runs out, and a changed rule holds at once.
/// </summary>
public static class SlotPlan
{
    // Far further than any holiday or closure lasts; without it an office that is shut for good would be searched for ever.
    private const int DaysSearchedForRelease = 400;

    /// <summary>
    /// The slots of a day, earliest first. Each opening interval is walked from its start; a rest shorter than a slot is left over.
    /// No slot exists before 2000 or after 9000, so that a typed date never reaches the ends of date arithmetic.
    /// </summary>
    public static IReadOnlyList<Slot> SlotsOn(DateOnly day, OfficeCalendar calendar, SlotRules rules)
    {
        if (day.Year is < 2000 or > 9000)
        {
            return [];
        }

        List<Slot> slots = [];
        var length = TimeSpan.FromMinutes(rules.SlotMinutes);
        foreach (var hours in calendar.HoursOn(day))
        {
            // Time spans, not TimeOnly: adding to 23:50 must not wrap round to the morning.
            for (var at = hours.Opens.ToTimeSpan(); at + length <= hours.Closes.ToTimeSpan(); at += length)
            {
                var start = calendar.InstantOf(day, TimeOnly.FromTimeSpan(at));
                slots.Add(new(start, start + length, rules.Capacity));
            }
        }

        return slots;
    }

    /// <summary>When the places of a day become bookable: <see cref="SlotRules.HorizonDays"/> days before, at the announced hour of the office's clock.</summary>
    public static DateTimeOffset ReleaseOf(DateOnly day, OfficeCalendar calendar, SlotRules rules) =>
        day.DayNumber <= rules.HorizonDays ? DateTimeOffset.MinValue : calendar.InstantOf(day.AddDays(-rules.HorizonDays), rules.ReleasesAt);

    /// <summary>True from the very instant of release on.</summary>
    public static bool IsReleased(DateOnly day, OfficeCalendar calendar, SlotRules rules, DateTimeOffset now) =>
        now >= ReleaseOf(day, calendar, rules);

    /// <summary>The open days from today through the last released one. Today counts even when its last slot has begun.</summary>
    public static IEnumerable<DateOnly> ReleasedDays(OfficeCalendar calendar, SlotRules rules, DateTimeOffset now)
    {
        for (var day = calendar.LocalDay(now); IsReleased(day, calendar, rules, now); day = day.AddDays(1))
        {
            if (calendar.IsOpenOn(day))
            {
                yield return day;
            }
        }
    }

    /// <summary>The first open day that is not released yet, and the instant it will be; null when none follows within 400 days.</summary>
    public static (DateOnly Day, DateTimeOffset At)? NextRelease(OfficeCalendar calendar, SlotRules rules, DateTimeOffset now)
    {
        var today = calendar.LocalDay(now);
        for (var ahead = 0; ahead <= DaysSearchedForRelease; ahead++)
        {
            var day = today.AddDays(ahead);
            if (calendar.IsOpenOn(day) && !IsReleased(day, calendar, rules, now))
            {
                return (day, ReleaseOf(day, calendar, rules));
            }
        }

        return null;
    }

    /// <summary>True when a slot starts at exactly this instant, whatever offset it is written with.</summary>
    public static bool IsSlot(DateTimeOffset start, OfficeCalendar calendar, SlotRules rules, out Slot slot)
    {
        foreach (var candidate in SlotsOn(calendar.LocalDay(start), calendar, rules))
        {
            if (candidate.Start == start)
            {
                slot = candidate;
                return true;
            }
        }

        slot = default;
        return false;
    }

    /// <summary>True when the slot's day is released and the slot has not begun; whether a place is left is another question.</summary>
    public static bool IsBookable(Slot slot, OfficeCalendar calendar, SlotRules rules, DateTimeOffset now) =>
        slot.Start > now && IsReleased(calendar.LocalDay(slot.Start), calendar, rules, now);
}
