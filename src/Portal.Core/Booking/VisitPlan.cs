namespace Portal.Core.Booking;

/// <summary>Somebody with a time at a service point.</summary>
/// <param name="Appointment">The appointment; ids ascend in the order of booking.</param>
/// <param name="Start">Start of the slot.</param>
/// <param name="End">End of the slot.</param>
/// <param name="IsHere">True for whoever has been checked in: they stay, whatever changes.</param>
public readonly record struct BookedVisit(Guid Appointment, DateTimeOffset Start, DateTimeOffset End, bool IsHere);

/// <summary>A place that is kept while somebody types.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Start">Start of the slot.</param>
/// <param name="Until">Until when.</param>
public readonly record struct HeldPlace(Guid Draft, DateTimeOffset Start, DateTimeOffset Until);

/// <summary>What becomes of one appointment.</summary>
/// <param name="Appointment">The appointment.</param>
/// <param name="From">Its time until now.</param>
/// <param name="To">Its new time; null when it is given up and the person chooses anew.</param>
public readonly record struct VisitMove(Guid Appointment, DateTimeOffset From, DateTimeOffset? To);

/// <summary>An appointment whose start stays and whose end does not.</summary>
public readonly record struct VisitRefit(Guid Appointment, Slot Slot);

/// <summary>
/// Whom a change of a schedule touches, and what becomes of each: appointments whose time is no more, or is beyond what the slot takes now.
/// Whoever booked first stays; a place that is only kept while somebody types goes first.
/// </summary>
/// <param name="Moves">By the old time, then in the order of booking.</param>
/// <param name="DroppedHolds">Drafts that lose their place; what was typed stays.</param>
/// <param name="Refits">Appointments that last longer or shorter.</param>
public sealed record VisitPlan(IReadOnlyList<VisitMove> Moves, IReadOnlyList<HeldPlace> DroppedHolds, IReadOnlyList<VisitRefit> Refits)
{
    /// <summary>How far ahead of the old time a new one is looked for, in days.</summary>
    public const int DaysSearched = 120;

    /// <summary>Makes the plan.</summary>
    /// <param name="after">The schedule as it will be.</param>
    /// <param name="touched">The days that the change can touch.</param>
    /// <param name="visits">Every live appointment of the point that has not begun, and those checked in.</param>
    /// <param name="holds">Every place kept at the point.</param>
    /// <param name="taken">Places taken by slot start, holds included, as they are.</param>
    /// <param name="wishes">What the office has chosen for some; null to give the appointment up. A wish that cannot be met is left aside.</param>
    /// <param name="now">The moment.</param>
    public static VisitPlan Of(
        PointSchedule after,
        Func<DateOnly, bool> touched,
        IReadOnlyList<BookedVisit> visits,
        IReadOnlyList<HeldPlace> holds,
        IReadOnlyDictionary<DateTimeOffset, int> taken,
        IReadOnlyDictionary<Guid, DateTimeOffset?> wishes,
        DateTimeOffset now)
    {
        var grid = new Grid(after, taken, now);
        List<BookedVisit> leaving = [];
        List<HeldPlace> dropped = [];
        List<VisitRefit> refits = [];
        var heldAt = holds.ToLookup(h => h.Start);
        var bookedAt = visits.ToLookup(v => v.Start);
        foreach (var start in bookedAt.Select(v => v.Key).Concat(heldAt.Select(h => h.Key)).Distinct().Where(s => s > now && touched(after.Calendar.LocalDay(s))))
        {
            var stays = SlotPlan.IsSlot(start, after, out var slot);
            var places = stays ? grid.PlacesOf(start) : 0;
            var here = bookedAt[start].Count(v => v.IsHere);
            // Ids of appointments carry the time of booking: who booked first stays.
            var expected = bookedAt[start].Where(v => !v.IsHere).OrderBy(v => v.Appointment).ToList();
            var keep = Math.Clamp(places - here, 0, expected.Count);
            leaving.AddRange(expected.Skip(keep));
            dropped.AddRange(heldAt[start].OrderBy(h => h.Until).ThenBy(h => h.Draft).Skip(Math.Max(0, places - here - keep)));
            refits.AddRange(expected.Take(keep).Where(v => v.End != slot.End).Select(v => new VisitRefit(v.Appointment, slot)));
        }

        List<BookedVisit> inOrder = [.. leaving.OrderBy(v => v.Start).ThenBy(v => v.Appointment)];
        Dictionary<Guid, DateTimeOffset?> chosen = [];
        foreach (var visit in inOrder)
        {
            // Chosen times first, so that nobody is put where the office wants somebody else.
            if (wishes.TryGetValue(visit.Appointment, out var wish) && (wish is null || grid.TryTake(wish.Value)))
            {
                chosen[visit.Appointment] = wish?.ToUniversalTime();
            }
        }

        return new VisitPlan([.. inOrder.Select(v => new VisitMove(v.Appointment, v.Start.ToUniversalTime(), chosen.TryGetValue(v.Appointment, out var to) ? to : grid.TakeNext(v.Start)))], dropped, refits);
    }

    /// <summary>The times that are left for one of the people moved, besides those given to the others.</summary>
    /// <param name="after">The schedule as it will be.</param>
    /// <param name="taken">Places taken by slot start.</param>
    /// <param name="day">On which day.</param>
    /// <param name="now">The moment.</param>
    public IReadOnlyList<Slot> FreeOn(PointSchedule after, IReadOnlyDictionary<DateTimeOffset, int> taken, DateOnly day, DateTimeOffset now)
    {
        var grid = new Grid(after, taken, now);
        foreach (var to in Moves.Select(m => m.To).OfType<DateTimeOffset>())
        {
            grid.TryTake(to);
        }

        return [.. grid.SlotsOn(day).Where(s => grid.IsFree(s.Start))];
    }

    // The slots of the new schedule with what is left of them.
    private sealed class Grid(PointSchedule schedule, IReadOnlyDictionary<DateTimeOffset, int> taken, DateTimeOffset now)
    {
        private readonly Dictionary<DateOnly, IReadOnlyList<Slot>> _days = [];
        private readonly Dictionary<DateTimeOffset, int> _given = [];

        public int PlacesOf(DateTimeOffset start) => schedule.RulesOn(schedule.Calendar.LocalDay(start)).OnlineCapacity;

        public bool IsFree(DateTimeOffset start) => start > now && taken.GetValueOrDefault(start.ToUniversalTime()) + _given.GetValueOrDefault(start.ToUniversalTime()) < PlacesOf(start);

        public IReadOnlyList<Slot> SlotsOn(DateOnly day)
        {
            if (!_days.TryGetValue(day, out var slots))
            {
                _days[day] = slots = SlotPlan.SlotsOn(day, schedule);
            }

            return slots;
        }

        public bool TryTake(DateTimeOffset start)
        {
            if (!IsFree(start) || !SlotPlan.IsSlot(start, schedule, out _))
            {
                return false;
            }

            var key = start.ToUniversalTime();
            _given[key] = _given.GetValueOrDefault(key) + 1;
            return true;
        }

        public DateTimeOffset? TakeNext(DateTimeOffset after)
        {
            var first = schedule.Calendar.LocalDay(after > now ? after : now);
            for (var ahead = 0; ahead <= DaysSearched; ahead++)
            {
                var day = first.AddDays(ahead);
                // A day that is announced for everybody at an hour is not given away before.
                if (schedule.BatchOf(day) is { } batch && batch.At > now)
                {
                    continue;
                }

                foreach (var slot in SlotsOn(day))
                {
                    if (slot.Start > after && IsFree(slot.Start) && TryTake(slot.Start))
                    {
                        return slot.Start.ToUniversalTime();
                    }
                }
            }

            return null;
        }
    }
}
