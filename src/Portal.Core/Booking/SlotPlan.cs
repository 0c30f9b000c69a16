namespace Portal.Core.Booking;

/// <summary>A time in which a service point takes people.</summary>
/// <param name="Start">Inclusive, with the office's offset.</param>
/// <param name="End">Exclusive, with the office's offset.</param>
/// <param name="Capacity">All places, walk-ins included; online booking takes at most <see cref="SlotRules.OnlineCapacity"/> of them.</param>
public readonly record struct Slot(DateTimeOffset Start, DateTimeOffset End, int Capacity);

/// <summary>
/// Slots computed from calendar and rules: nothing is generated ahead, so nothing runs out, and a changed rule holds from its day on.
/// </summary>
public static class SlotPlan
{
    // Far further than any holiday or closure lasts; without it an office that is shut for good would be searched for ever.
    private const int DaysSearchedForRelease = 400;

    /// <summary>
    /// The slots of a day, earliest first. Each opening interval is walked from its start; a rest shorter than a slot is left over.
    /// No slot exists before 2000 or after 9000, so that a typed date never reaches the ends of date arithmetic.
    /// </summary>
    public static IReadOnlyList<Slot> SlotsOn(DateOnly day, PointSchedule schedule)
    {
        if (day.Year is < 2000 or > 9000)
        {
            return [];
        }

        List<Slot> slots = [];
        var rules = schedule.RulesOn(day);
        var length = TimeSpan.FromMinutes(rules.SlotMinutes);
        foreach (var hours in schedule.Calendar.HoursOn(day))
        {
            // Time spans, not TimeOnly: adding to 23:50 must not wrap round to the morning.
            for (var at = hours.Opens.ToTimeSpan(); at + length <= hours.Closes.ToTimeSpan(); at += length)
            {
                var start = schedule.Calendar.InstantOf(day, TimeOnly.FromTimeSpan(at));
                slots.Add(new(start, start + length, rules.Capacity));
            }
        }

        return slots;
    }

    /// <summary>
    /// When the places of a day become bookable: at the instant announced for it, or else <see cref="SlotRules.HorizonDays"/> days
    /// before, at the usual hour of the office's clock.
    /// </summary>
    public static DateTimeOffset ReleaseOf(DateOnly day, PointSchedule schedule)
    {
        if (schedule.BatchOf(day) is { } batch)
        {
            return TimeZoneInfo.ConvertTime(batch.At, schedule.Calendar.Zone);
        }

        var rules = schedule.RulesOn(day);
        return day.DayNumber <= rules.HorizonDays ? DateTimeOffset.MinValue : schedule.Calendar.InstantOf(day.AddDays(-rules.HorizonDays), rules.ReleasesAt);
    }

    /// <summary>True from the very instant of release on.</summary>
    public static bool IsReleased(DateOnly day, PointSchedule schedule, DateTimeOffset now) => now >= ReleaseOf(day, schedule);

    /// <summary>The open days from today through the last released one. Today counts even when its last slot has begun.</summary>
    public static IEnumerable<DateOnly> ReleasedDays(PointSchedule schedule, DateTimeOffset now)
    {
        // Days of a batch may come out before or after those around them; past the last of them the horizon ends it all.
        for (var day = schedule.Calendar.LocalDay(now); ; day = day.AddDays(1))
        {
            if (!IsReleased(day, schedule, now))
            {
                if (day >= schedule.LastExceptionalDay)
                {
                    yield break;
                }
            }
            else if (schedule.Calendar.IsOpenOn(day))
            {
                yield return day;
            }
        }
    }

    /// <summary>The open day that comes out next, and the instant it does; null when none follows within 400 days.</summary>
    public static (DateOnly Day, DateTimeOffset At)? NextRelease(PointSchedule schedule, DateTimeOffset now)
    {
        var today = schedule.Calendar.LocalDay(now);
        (DateOnly Day, DateTimeOffset At)? next = null;
        for (var ahead = 0; ahead <= DaysSearchedForRelease; ahead++)
        {
            var day = today.AddDays(ahead);
            if (schedule.Calendar.IsOpenOn(day) && ReleaseOf(day, schedule) is var at && at > now && (next is null || at < next.Value.At))
            {
                next = (day, at);
            }

            if (next is not null && day >= schedule.LastExceptionalDay)
            {
                break;
            }
        }

        return next;
    }

    /// <summary>True when a slot starts at exactly this instant, whatever offset it is written with.</summary>
    public static bool IsSlot(DateTimeOffset start, PointSchedule schedule, out Slot slot)
    {
        foreach (var candidate in SlotsOn(schedule.Calendar.LocalDay(start), schedule))
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
    public static bool IsBookable(Slot slot, PointSchedule schedule, DateTimeOffset now) =>
        slot.Start > now && IsReleased(schedule.Calendar.LocalDay(slot.Start), schedule, now);
}
