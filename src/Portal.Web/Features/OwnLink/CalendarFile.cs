using System.Globalization;
using System.Text;

namespace Portal.Web.Features.OwnLink;

/// <summary>
/// An appointment for the phone's own calendar (RFC 5545). It names place and time and nothing about the person:
/// calendars are shared in families and synchronised to other people's computers.
/// </summary>
public static class CalendarFile
{
    private const int LongestLine = 75;

    /// <summary>Writes the file. Times are UTC, which needs no zone table and is right in every calendar.</summary>
    /// <param name="appointment">Names the event, so that a moved appointment replaces the old entry.</param>
    /// <param name="start">Inclusive.</param>
    /// <param name="end">Exclusive.</param>
    /// <param name="now">When the file is written; a later file of the same event wins.</param>
    /// <param name="title">What it is.</param>
    /// <param name="place">Where.</param>
    /// <param name="text">What to bring, what it costs.</param>
    public static string Write(Guid appointment, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now, string title, string place, string text)
    {
        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//Portal KTP-el//ID");
        Line(file, "METHOD:PUBLISH");
        Line(file, "BEGIN:VEVENT");
        Line(file, $"UID:{appointment:D}@portal-ktp-el");
        Line(file, $"DTSTAMP:{Utc(now)}");
        Line(file, $"SEQUENCE:{now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}");
        Line(file, $"DTSTART:{Utc(start)}");
        Line(file, $"DTEND:{Utc(end)}");
        Line(file, $"SUMMARY:{Escaped(title)}");
        Line(file, $"LOCATION:{Escaped(place)}");
        Line(file, $"DESCRIPTION:{Escaped(text)}");
        Line(file, "BEGIN:VALARM");
        Line(file, "ACTION:DISPLAY");
        Line(file, $"DESCRIPTION:{Escaped(title)}");
        Line(file, "TRIGGER:-P1D");
        Line(file, "END:VALARM");
        Line(file, "END:VEVENT");
        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>A line has at most 75 octets; a longer one goes on after a line break and a blank, never inside a character.</summary>
    private static void Line(StringBuilder file, string text)
    {
        var octets = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                file.Append("\r\n ");
                octets = 1;
            }

            file.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
