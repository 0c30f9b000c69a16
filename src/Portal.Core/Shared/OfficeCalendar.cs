namespace Portal.Core.Shared;

/// <summary>One opening interval of a weekday; several on one day leave a break between them.</summary>
/// <param name="Day">The weekday.</param>
/// <param name="Opens">Inclusive.</param>
/// <param name="Closes">Exclusive, later than <paramref name="Opens"/>.</param>
public sealed record OpeningHours(DayOfWeek Day, TimeOnly Opens, TimeOnly Closes);

/// <summary>Days on which an office that would be open is not, for a reason it announces.</summary>
/// <param name="From">First closed day, inclusive.</param>
/// <param name="Through">Last closed day, inclusive.</param>
/// <param name="Reason">What residents read.</param>
public sealed record Closure(DateOnly From, DateOnly Through, LocalizedText Reason);

/// <summary>Hours on one date beside the usual ones: an evening, a Saturday, or a holiday on which the office works all the same.</summary>
/// <param name="Day">The date.</param>
/// <param name="Opens">Inclusive.</param>
/// <param name="Closes">Exclusive, later than <paramref name="Opens"/>.</param>
public sealed record ExtraHours(DateOnly Day, TimeOnly Opens, TimeOnly Closes);

/// <summary>The opening hours of every week from a day on, until the next such day.</summary>
/// <param name="From">First day, inclusive.</param>
/// <param name="Hours">Opening intervals in any order.</param>
public sealed record DatedHours(DateOnly From, IReadOnlyList<OpeningHours> Hours);

/// <summary>
/// When a service point is open, in its own time zone.
/// </summary>
/// <remarks>
/// Two questions look alike and are not. <see cref="IsOpenOn"/> is for booking: any day with hours, Saturdays too where the office
/// works them. <see cref="IsWorkingDay"/> is for legal deadlines: Monday to Friday without the holidays, whether or not the hall is
/// open — a flooded hall does not stop the clock of a complaint.
/// </remarks>
public sealed class OfficeCalendar
{
    private readonly TimeZoneInfo _zone;
    // Newest first; the last one has always been so.
    private readonly List<(DateOnly From, IReadOnlyList<OpeningHours>[] Days)> _weeks;
    private readonly IReadOnlySet<DateOnly> _holidays;
    private readonly IReadOnlyList<Closure> _closures;
    private readonly ILookup<DateOnly, ExtraHours> _extra;
    private readonly DateOnly _closedFrom;

    /// <summary>A calendar of one service point.</summary>
    /// <param name="zone">Its time zone.</param>
    /// <param name="hours">Opening intervals in any order.</param>
    /// <param name="holidays">National holidays and joint leave (cuti bersama), as the admin enters them every year.</param>
    /// <param name="closures">The office's own closed days.</param>
    /// <param name="later">Hours that replace <paramref name="hours"/> from a day on.</param>
    /// <param name="extra">Hours on single dates. On a holiday they are all there is; where they meet the usual hours, those count.</param>
    /// <param name="closedFrom">The first day on which it is closed for good; null while it is not.</param>
    /// <exception cref="ArgumentException">An interval ends before it starts, or two of one day overlap.</exception>
    public OfficeCalendar(
        TimeZoneInfo zone,
        IReadOnlyList<OpeningHours> hours,
        IReadOnlySet<DateOnly> holidays,
        IReadOnlyList<Closure> closures,
        IReadOnlyList<DatedHours>? later = null,
        IReadOnlyList<ExtraHours>? extra = null,
        DateOnly? closedFrom = null)
    {
        _zone = zone;
        _holidays = holidays;
        _closures = closures;
        _extra = (extra ?? []).ToLookup(e => e.Day);
        _closedFrom = closedFrom ?? DateOnly.MaxValue;
        _weeks = [.. (later ?? []).OrderByDescending(w => w.From).Select(w => (w.From, WeekOf(w.Hours))), (DateOnly.MinValue, WeekOf(hours))];
        if (closures.Any(c => c.Through < c.From))
        {
            throw new ArgumentException("A closure must not end before it starts.", nameof(closures));
        }
    }

    /// <summary>The time zone.</summary>
    public TimeZoneInfo Zone => _zone;

    /// <summary>WIB, WITA or WIT, as Indonesians name their zones; elsewhere the standard offset, as <c>UTC+07:00</c>.</summary>
    public string ZoneAbbreviation => _zone.Id switch
    {
        "Asia/Jakarta" or "Asia/Pontianak" => "WIB",
        "Asia/Makassar" or "Asia/Ujung_Pandang" => "WITA",
        "Asia/Jayapura" => "WIT",
        _ => $"UTC{(_zone.BaseUtcOffset < TimeSpan.Zero ? '-' : '+')}{_zone.BaseUtcOffset:hh\\:mm}",
    };

    /// <summary>The day on the office's wall calendar at an instant.</summary>
    public DateOnly LocalDay(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime);

    /// <summary>The instant at which the office's clock shows this day and time, with the office's offset.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Within a day of the first or last day that <see cref="DateTimeOffset"/> knows.</exception>
    public DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new(local, _zone.GetUtcOffset(local));
    }

    /// <summary>True when the office opens at all on this day.</summary>
    public bool IsOpenOn(DateOnly day) => HoursOn(day).Count > 0;

    /// <summary>The opening intervals of a day, earliest first; on a holiday only extra ones, during a closure none.</summary>
    public IReadOnlyList<OpeningHours> HoursOn(DateOnly day)
    {
        if (day >= _closedFrom || ClosureOn(day) is not null)
        {
            return [];
        }

        var usual = _holidays.Contains(day) ? [] : UsualOn(day);
        return _extra.Contains(day)
            ? [.. usual.Concat(_extra[day].Where(e => !usual.Any(u => u.Opens < e.Closes && e.Opens < u.Closes)).Select(e => new OpeningHours(day.DayOfWeek, e.Opens, e.Closes))).OrderBy(h => h.Opens)]
            : usual;
    }

    /// <summary>The hours of a day's weekday as they are in that week, whether or not it is a holiday or closed.</summary>
    public IReadOnlyList<OpeningHours> UsualOn(DateOnly day) => _weeks.Find(w => w.From <= day).Days[(int)day.DayOfWeek];

    /// <summary>The extra hours of a day, as they were entered.</summary>
    public IEnumerable<ExtraHours> ExtraOn(DateOnly day) => _extra[day];

    /// <summary>True on a national holiday or a day of joint leave.</summary>
    public bool IsHoliday(DateOnly day) => _holidays.Contains(day);

    /// <summary>True from the day on which it is closed for good.</summary>
    public bool IsClosedForGood(DateOnly day) => day >= _closedFrom;

    /// <summary>The announced closure that a day falls into, if any.</summary>
    public Closure? ClosureOn(DateOnly day) => _closures.FirstOrDefault(c => c.From <= day && day <= c.Through);

    /// <summary>Monday to Friday and no holiday: what the law counts as a working day (hari kerja), whatever the office's hours.</summary>
    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(day);

    /// <summary>
    /// The n-th <see cref="IsWorkingDay">working day</see> after a day. The day itself is not counted, so that one working day from a
    /// Friday is Monday; 0 gives the day itself.
    /// </summary>
    /// <param name="from">The day of the event.</param>
    /// <param name="days">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is negative.</exception>
    public DateOnly AddWorkingDays(DateOnly from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var day = from;
        while (days > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
            {
                days--;
            }
        }

        return day;
    }

    /// <summary>How many <see cref="IsWorkingDay">working days</see> lie after <paramref name="from"/>, up to and including <paramref name="through"/>; 0 when that is no later day.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly through)
    {
        var days = 0;
        for (var day = from.AddDays(1); day <= through; day = day.AddDays(1))
        {
            days += IsWorkingDay(day) ? 1 : 0;
        }

        return days;
    }

    /// <summary>The latest day that lies at least so many working days before <paramref name="today"/>, counted as by <see cref="WorkingDaysBetween"/>; 0 gives today.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is negative.</exception>
    public DateOnly LatestDayBefore(DateOnly today, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var day = today;
        for (var left = days; left > 0; day = day.AddDays(-1))
        {
            left -= IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    private static IReadOnlyList<OpeningHours>[] WeekOf(IReadOnlyList<OpeningHours> hours)
    {
        IReadOnlyList<OpeningHours>[] week = [.. Enum.GetValues<DayOfWeek>().Select(day => (IReadOnlyList<OpeningHours>)[.. hours.Where(h => h.Day == day).OrderBy(h => h.Opens)])];
        if (hours.Any(h => h.Closes <= h.Opens) || week.Any(day => day.Zip(day.Skip(1)).Any(pair => pair.Second.Opens < pair.First.Closes)))
        {
            throw new ArgumentException("Opening hours must end after they start and must not overlap.", nameof(hours));
        }

        return week;
    }
}
