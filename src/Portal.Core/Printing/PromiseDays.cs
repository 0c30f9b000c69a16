using Portal.Core.Shared;

namespace Portal.Core.Printing;

/// <summary>
/// The days on which an office prints and hands out, numbered from today: <see cref="OfficeCalendar.IsWorkingDay">working days</see>
/// on which it is not closed. A Saturday on which the hall opens does not count, so a range never promises one.
/// </summary>
public sealed class PromiseDays
{
    // A closure without an end must not keep a page waiting.
    private const int FarthestDay = 6 * 366;

    private readonly OfficeCalendar _calendar;
    private readonly DateOnly _today;
    private readonly List<DateOnly> _days = [];
    private readonly List<int> _indexByOffset = [];

    internal PromiseDays(OfficeCalendar calendar, DateOnly today)
    {
        _calendar = calendar;
        _today = today;
    }

    /// <summary>True on a working day on which the office is not closed.</summary>
    public static bool IsWorked(OfficeCalendar calendar, DateOnly day) => calendar.IsWorkingDay(day) && calendar.ClosureOn(day) is null;

    /// <summary>Worked days after <paramref name="from"/> up to and including <paramref name="through"/>: 0 on the same day, 1 from a Friday to the Monday after it. 0 where the days stand the wrong way round.</summary>
    public static int Between(OfficeCalendar calendar, DateOnly from, DateOnly through)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= through; day = day.AddDays(1))
        {
            count += IsWorked(calendar, day) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The first worked day at or after a day; null when none comes within six years.</summary>
    internal static DateOnly? OnOrAfter(OfficeCalendar calendar, DateOnly day)
    {
        for (var offset = 0; offset < FarthestDay; offset++)
        {
            if (IsWorked(calendar, day.AddDays(offset)))
            {
                return day.AddDays(offset);
            }
        }

        return null;
    }

    /// <summary>Numbers the days up to and including worked day <paramref name="index"/>; false when the calendar ends before.</summary>
    internal bool ReachIndex(int index)
    {
        while (_days.Count <= index)
        {
            if (!Grow())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The worked day with this number; null when <see cref="ReachIndex"/> was not asked that far.</summary>
    internal DateOnly? At(int index) => index < _days.Count ? _days[index] : null;

    /// <summary>The number of the first worked day at or after today + <paramref name="offset"/> calendar days; <see cref="int.MaxValue"/> beyond the calendar.</summary>
    internal int IndexOnOrAfter(int offset)
    {
        while (_indexByOffset.Count <= offset)
        {
            if (!Grow())
            {
                return int.MaxValue;
            }
        }

        return _indexByOffset[offset];
    }

    private bool Grow()
    {
        if (_indexByOffset.Count >= FarthestDay)
        {
            return false;
        }

        var day = _today.AddDays(_indexByOffset.Count);
        _indexByOffset.Add(_days.Count);
        if (IsWorked(_calendar, day))
        {
            _days.Add(day);
        }

        return true;
    }
}
