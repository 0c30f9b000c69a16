using System.Globalization;
using Portal.Core.Shared;

namespace Portal.Web.Features.Staff.Stock;

/// <summary>Numbers as people type them: "1.000", " 250 ", "-3".</summary>
public static class TypedNumber
{
    /// <summary>The whole number that was typed; null for nothing and for what is none.</summary>
    public static int? Of(string? text)
    {
        var clean = (text ?? "").Trim().Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace('−', '-');
        return int.TryParse(clean, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>"200–300", or "500" where both ends are the same.</summary>
    public static string Between(LanguageFormat format, int least, int most) => least == most ? format.Number(least) : $"{format.Number(least)}–{format.Number(most)}";

    /// <summary>The day that a date box holds; null for none.</summary>
    public static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 9000 ? day : null;
}
