using Portal.Core.Shared;

namespace Portal.Core.Booking;

/// <summary>How a service point cuts its hours into places. Stored rules are trusted; typed ones come through <see cref="Create"/>.</summary>
/// <param name="SlotMinutes">Length of a slot in minutes, 5 to 240.</param>
/// <param name="Stations">People served at the same time, 1 to 50.</param>
/// <param name="WalkInSharePercent">Share of the stations that is never booked online, 0 to 100.</param>
/// <param name="HorizonDays">How many days ahead a day is released, 1 to 120.</param>
/// <param name="ReleasesAt">The announced hour of release, on the office's clock.</param>
public sealed record SlotRules(int SlotMinutes, int Stations, int WalkInSharePercent, int HorizonDays, TimeOnly ReleasesAt)
{
    /// <summary>Places in a slot, for bookings and walk-ins together.</summary>
    public int Capacity => Stations;

    /// <summary>
    /// Places in a slot that can be booked online: the stations without the walk-in share, which is rounded up. One place stays
    /// bookable even then, unless the share is 100 %: a one-station office would otherwise have no online booking at all.
    /// </summary>
    public int OnlineCapacity
    {
        get
        {
            var keptForWalkIns = ((Stations * WalkInSharePercent) + 99) / 100;
            return WalkInSharePercent < 100 && Stations >= 1 ? Math.Max(1, Stations - keptForWalkIns) : 0;
        }
    }

    /// <summary>Checks typed rules; every range includes both ends.</summary>
    /// <returns>The rules, or all of <c>slot_minutes_range</c>, <c>stations_range</c>, <c>walk_in_share_range</c>, <c>horizon_days_range</c> that apply.</returns>
    public static Result<SlotRules> Create(int slotMinutes, int stations, int walkInSharePercent, int horizonDays, TimeOnly releasesAt)
    {
        List<Error> errors = [];
        if (slotMinutes is < 5 or > 240)
        {
            errors.Add(SlotErrors.SlotMinutesRange(5, 240));
        }

        if (stations is < 1 or > 50)
        {
            errors.Add(SlotErrors.StationsRange(1, 50));
        }

        if (walkInSharePercent is < 0 or > 100)
        {
            errors.Add(SlotErrors.WalkInShareRange(0, 100));
        }

        if (horizonDays is < 1 or > 120)
        {
            errors.Add(SlotErrors.HorizonDaysRange(1, 120));
        }

        return errors.Count > 0
            ? Result<SlotRules>.Refused(errors)
            : new SlotRules(slotMinutes, stations, walkInSharePercent, horizonDays, releasesAt);
    }
}
