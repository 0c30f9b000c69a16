using System.Globalization;
using System.Text;
using Portal.Core.Shared;

namespace Portal.Core.Settings;

/// <summary>Text as people type it: lines, and cells with bars between.</summary>
public static class TypedText
{
    /// <summary>Stands between the cells of a row; no cell holds one.</summary>
    public const char Bar = '|';

    /// <summary>One line without control and invisible signs, single blanks, trimmed.</summary>
    public static string Line(string? typed)
    {
        var text = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            {
                if (text.Length > 0 && text[^1] != ' ')
                {
                    text.Append(' ');
                }
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                text.Append(rune);
            }
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>The lines that are not blank, in order.</summary>
    public static IReadOnlyList<string> Lines(string typed) =>
        typed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line.Trim(' ', Bar).Length > 0).ToList();

    /// <summary>The cells of a row; at least one.</summary>
    public static IReadOnlyList<string> Cells(string row) => [.. row.Split(Bar).Select(Line)];

    /// <summary>Cells as a row; trailing empty ones are left out, a bar within one becomes a stroke.</summary>
    public static string Row(params IEnumerable<string?> cells)
    {
        var clean = cells.Select(cell => Line(cell?.Replace(Bar, '/'))).ToList();
        while (clean.Count > 1 && clean[^1].Length == 0)
        {
            clean.RemoveAt(clean.Count - 1);
        }

        return string.Join($" {Bar} ", clean);
    }

    /// <summary>A text in both languages as a row.</summary>
    public static string Of(LocalizedText words) => Row(words.Indonesian, words.English);

    /// <summary>A text in one or both languages from its cells; the Indonesian one is needed, each at most so many characters.</summary>
    public static Result<LocalizedText> Words(string field, int line, IReadOnlyList<string> cells, int longest) =>
        cells[0].Length == 0 ? SettingErrors.IndonesianRequired(field, line)
        : cells.Any(c => c.Length > longest) ? SettingErrors.LineTooLong(field, line, longest)
        : new LocalizedText(cells[0], cells.Count > 1 && cells[1].Length > 0 ? cells[1] : null);
}
