namespace Portal.Web.Features.Staff.Audit;

/// <summary>Lines of a file for a spreadsheet: semicolons, as they are used here, and nothing that a spreadsheet would carry out.</summary>
public static class CsvCells
{
    // With any of these in front a spreadsheet takes a cell for a formula; some take the wide ones of East Asian keyboards as well.
    private const string Formula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    private static readonly char[] s_quoted = [';', ',', '"', '\n', '\r', '\t', '\''];

    /// <summary>One line with its end.</summary>
    public static string Line(IEnumerable<string?> cells) => string.Join(';', cells.Select(Cell)) + "\r\n";

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var tame = Formula.Contains(text[0], StringComparison.Ordinal) || Formula.Contains(text.TrimStart().TrimStart('\uFEFF').FirstOrDefault(), StringComparison.Ordinal) ? "'" + text : text;
        return tame.IndexOfAny(s_quoted) >= 0 ? $"\"{tame.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : tame;
    }
}
