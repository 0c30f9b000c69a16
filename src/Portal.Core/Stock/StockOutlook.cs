using Portal.Core.Shared;

namespace Portal.Core.Stock;

/// <summary>What one day used up, as far as the outlook is concerned.</summary>
/// <param name="Day">The office's own calendar day.</param>
/// <param name="Used">Blanks printed or spoiled on it, 0 or more.</param>
/// <param name="HadBlanks">True when there was a blank to print with: on hand in the morning, or received during the day.</param>
public sealed record StockUse(DateOnly Day, int Used, bool HadBlanks);

/// <summary>
/// How long the blanks will last at the speed at which the office has been using them. A warning for the office and its
/// residents, no promise: the next delivery changes it.
/// </summary>
/// <param name="PerDay">Blanks used on an open day, on average; null while too few days are known.</param>
/// <param name="DryOn">The open day on which the last blank is used up; null when there is none left, when the speed is not known, or when it lies further away than <see cref="Furthest"/>.</param>
/// <param name="Low">True when no more blanks are free than the office's own warning level (<c>LowStock</c>), inclusive.</param>
public sealed record StockOutlook(decimal? PerDay, DateOnly? DryOn, bool Low)
{
    /// <summary>The speed is that of the last 20 open days on which there were blanks: a month of work, old enough to be even, new enough to follow a second printer.</summary>
    public const int SpeedDays = 20;

    /// <summary>With fewer such days than 3 no speed is told.</summary>
    public const int FewestDays = 3;

    /// <summary>Open days beyond which no day is told, inclusive: a year's guess is none.</summary>
    public const int Furthest = 250;

    /// <summary>How many calendar days of use to look back over to find those 20, dry months between them included.</summary>
    public const int LookBack = 180;

    /// <summary>Works the outlook out.</summary>
    /// <param name="available">Blanks that nobody has reserved, 0 or more.</param>
    /// <param name="lowStock">The office's own warning level.</param>
    /// <param name="uses">What was used, at most one entry per day, in any order; entries of <paramref name="today"/> and later are left out, for today is not over.</param>
    /// <param name="today">The office's own calendar day.</param>
    /// <param name="calendar">On which days the office is open: it prints on those.</param>
    /// <remarks>
    /// Days without blanks say nothing about speed and are left out; an open day on which nothing was printed although there
    /// were blanks counts with 0. Today is not counted as a day to print on, for part of it has gone.
    /// </remarks>
    public static StockOutlook Of(int available, int lowStock, IEnumerable<StockUse> uses, DateOnly today, OfficeCalendar calendar)
    {
        var low = available <= lowStock;
        var counted = uses.Where(u => u.Day < today && u.HadBlanks && (u.Used > 0 || calendar.IsOpenOn(u.Day)))
            .OrderByDescending(u => u.Day).Take(SpeedDays).ToList();
        if (counted.Count < FewestDays)
        {
            return new StockOutlook(null, null, low);
        }

        var used = counted.Sum(u => (long)u.Used);
        var perDay = (decimal)used / counted.Count;
        if (available <= 0 || used == 0)
        {
            return new StockOutlook(perDay, null, low);
        }

        var days = Math.Ceiling(available / perDay);
        return new StockOutlook(perDay, days <= Furthest ? OpenDayAfter(today, (int)days, calendar) : null, low);
    }

    // Null when the office announces no open day for so long that the calendar would run out.
    private static DateOnly? OpenDayAfter(DateOnly from, int days, OfficeCalendar calendar)
    {
        var day = from;
        for (var looked = 0; looked < 4 * Furthest; looked++)
        {
            day = day.AddDays(1);
            if (calendar.IsOpenOn(day) && --days == 0)
            {
                return day;
            }
        }

        return null;
    }
}
