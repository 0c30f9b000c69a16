using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Core.Shared;

namespace Portal.Core.Offices;

/// <summary>Opening hours as people write them: <c>07.30–12.00, 13.00–15.00</c>; nothing for a day on which the office is closed.</summary>
public static partial class HoursText
{
    /// <summary>Reads the hours of a weekday.</summary>
    /// <returns>The intervals as written; or calendar_times under the field of the day (<c>hours0</c> for Sunday).</returns>
    public static Result<IReadOnlyList<OpeningHours>> Parse(DayOfWeek day, string? text)
    {
        List<OpeningHours> hours = [];
        foreach (var part in (text ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = Dash().Split(part);
            if (ends.Length != 2 || TimeOf(ends[0]) is not { } opens || TimeOf(ends[1]) is not { } closes || closes <= opens)
            {
                return CalendarErrors.Times($"hours{(int)day}");
            }

            hours.Add(new OpeningHours(day, opens, closes));
        }

        return hours;
    }

    /// <summary>Writes the hours of a weekday, so that reading them gives the same.</summary>
    public static string Write(IEnumerable<OpeningHours> hours) =>
        string.Join(", ", hours.OrderBy(h => h.Opens).Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Opens:HH.mm}–{h.Closes:HH.mm}")));

    /// <summary>A time of day: "8", "08.00", "8:30"; null for anything else.</summary>
    public static TimeOnly? TimeOf(string? text) =>
        Clock().Match((text ?? "").Trim()) is { Success: true } match
        && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is var hour and < 24
        && (match.Groups[2].Success ? int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : 0) is var minute and < 60
            ? new TimeOnly(hour, minute)
            : null;

    [GeneratedRegex(@"\s*(?:-|–|—|s/d|sampai)\s*")]
    private static partial Regex Dash();

    [GeneratedRegex(@"^(\d{1,2})(?:[.:](\d{2}))?$")]
    private static partial Regex Clock();
}
