using System.Globalization;
using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>
/// Who gets a card: residents who have turned 17, are married or have ever been (UU 23/2006 art. 63 (1), as amended by UU 24/2013).
/// </summary>
public static class EligibilityRule
{
    /// <summary>The age at which everyone is card-eligible, in completed years.</summary>
    public const int Age = 17;

    private const int FirstYear = 1900;

    /// <summary>Reads a birth date from three inputs.</summary>
    /// <param name="day">One or two digits.</param>
    /// <param name="month">One or two digits.</param>
    /// <param name="year">Four digits; the century is never guessed.</param>
    /// <param name="today">The office's day; the latest accepted birth date.</param>
    /// <param name="field">The input that errors name.</param>
    /// <returns>The date, or <c>birth_date_required</c> (any part missing), <c>birth_date_invalid</c>, <c>birth_date_future</c> or <c>birth_date_too_old</c> (before 1 January 1900).</returns>
    public static Result<DateOnly> ParseBirthDate(string? day, string? month, string? year, DateOnly today, string field = "birthDate")
    {
        if (string.IsNullOrWhiteSpace(day) || string.IsNullOrWhiteSpace(month) || string.IsNullOrWhiteSpace(year))
        {
            return EligibilityErrors.BirthDateRequired(field);
        }

        return ParseBirthDate($"{year.Trim()}-{month.Trim().PadLeft(2, '0')}-{day.Trim().PadLeft(2, '0')}", today, field);
    }

    /// <summary>Reads a birth date in ISO 8601, <c>2005-03-17</c>.</summary>
    /// <param name="iso">Four, two and two digits.</param>
    /// <param name="today">The office's day; the latest accepted birth date.</param>
    /// <param name="field">The input that errors name.</param>
    /// <returns>The date, or <c>birth_date_required</c>, <c>birth_date_invalid</c>, <c>birth_date_future</c> or <c>birth_date_too_old</c> (before 1 January 1900).</returns>
    public static Result<DateOnly> ParseBirthDate(string? iso, DateOnly today, string field = "birthDate")
    {
        if (string.IsNullOrWhiteSpace(iso))
        {
            return EligibilityErrors.BirthDateRequired(field);
        }

        if (!DateOnly.TryParseExact(iso.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return EligibilityErrors.BirthDateInvalid(field);
        }

        if (date > today)
        {
            return EligibilityErrors.BirthDateFuture(field);
        }

        return date.Year < FirstYear ? EligibilityErrors.BirthDateTooOld(field, FirstYear) : date;
    }

    /// <summary>
    /// The 17th birthday, the first day on which a resident may record without being married. Someone born on 29 February turns 17 on
    /// 1 March: the seventeenth year is only complete when 28 February has passed, and no year 17 after a leap year is one.
    /// </summary>
    public static DateOnly EligibleFrom(DateOnly birthDate) =>
        birthDate is { Month: 2, Day: 29 } ? new DateOnly(birthDate.Year + Age, 3, 1) : birthDate.AddYears(Age);

    /// <summary>True when a person may be recorded on this day: 17 or older, or ever married at any age.</summary>
    public static bool MayRecord(DateOnly birthDate, bool everMarried, DateOnly onDay) => everMarried || onDay >= EligibleFrom(birthDate);
}
