using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Core.Settings;
using Portal.Core.Shared;

namespace Portal.Core.Offices;

/// <summary>
/// The holidays and joint leave of one year as people write them: a day and a name in each line, or between semicolons. The list comes from
/// the yearly joint decree of three ministers; nothing here knows any day by itself.
/// </summary>
public static partial class HolidayList
{
    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 80;

    /// <summary>Most days in a year's list.</summary>
    public const int Most = 60;

    private const string Joint = "cuti bersama";

    /// <summary>
    /// Reads a list: <c>17/8/2026 Proklamasi Kemerdekaan</c>, <c>24-12-2026 Cuti bersama: Natal | Christmas</c>. The year may be left out; a
    /// name that begins with "cuti bersama" is joint leave; English stands behind a bar.
    /// </summary>
    /// <returns>The days in order, or every fault by line.</returns>
    public static Result<IReadOnlyList<Holiday>> Parse(string? text, int year)
    {
        List<Error> errors = [];
        Dictionary<DateOnly, Holiday> days = [];
        var number = 0;
        foreach (var line in (text ?? "").Split(['\n', ';']).Select(l => l.Trim().TrimStart('-', '*', '•').Trim()))
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            var match = Line().Match(line);
            if (!match.Success || DayOf(match, year) is not { } day)
            {
                errors.Add(CalendarErrors.HolidayLine(number, line.Length > 40 ? line[..40] + "…" : line));
            }
            else if (day.Year != year)
            {
                errors.Add(CalendarErrors.HolidayYear(number, year));
            }
            else if (HolidayOf(day, match.Groups["name"].Value) is not { } holiday)
            {
                errors.Add(CalendarErrors.HolidayName(number, LongestName));
            }
            else if (!days.TryAdd(day, holiday))
            {
                errors.Add(CalendarErrors.HolidayTwice(number, day));
            }
        }

        if (errors.Count == 0 && days.Count is 0 or > Most)
        {
            errors.Add(CalendarErrors.HolidayCount(Most));
        }

        return errors.Count > 0 ? Result<IReadOnlyList<Holiday>>.Refused(errors) : days.Values.OrderBy(h => h.Date).ToList();
    }

    /// <summary>The same list written out, so that reading it gives the same days.</summary>
    public static string Write(IEnumerable<Holiday> holidays) => string.Join('\n', holidays.OrderBy(h => h.Date).Select(h =>
        string.Create(CultureInfo.InvariantCulture, $"{h.Date.Day}/{h.Date.Month}/{h.Date.Year} {(h.Kind == HolidayKind.JointLeave ? "Cuti bersama: " : "")}{h.Name?.Indonesian ?? "Hari libur"}{(h.Name?.English is { Length: > 0 } english ? " | " + english : "")}")));

    private static DateOnly? DayOf(Match match, int year)
    {
        int Number(string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        var of = match.Groups["year"].Success ? Number("year") : year;
        return of is > 2000 and < 9000 && Number("month") is >= 1 and <= 12 && Number("day") >= 1 && Number("day") <= DateTime.DaysInMonth(of, Number("month"))
            ? new DateOnly(of, Number("month"), Number("day"))
            : null;
    }

    private static Holiday? HolidayOf(DateOnly day, string written)
    {
        List<string> names = [.. written.Split('|', 2).Select(TypedText.Line)];
        var joint = names[0].StartsWith(Joint, StringComparison.OrdinalIgnoreCase);
        var name = joint ? names[0][Joint.Length..].TrimStart(':', '-', '–', ' ') : names[0];
        name = joint && name.Length == 0 ? "Cuti bersama" : name;
        var english = names.Count > 1 && names[1].Length > 0 ? names[1] : null;
        return name.Length is 0 or > LongestName || english?.Length > LongestName
            ? null
            : new Holiday(day, joint ? HolidayKind.JointLeave : HolidayKind.National, new LocalizedText(name, english));
    }

    [GeneratedRegex(@"^(?<day>\d{1,2})\s*[/.\-]\s*(?<month>\d{1,2})(\s*[/.\-]\s*(?<year>\d{4}))?[\s,:–-]*(?<name>.*)$")]
    private static partial Regex Line();
}
