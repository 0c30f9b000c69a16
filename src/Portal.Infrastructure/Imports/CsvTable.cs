using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Portal.Core.Shared;

namespace Portal.Infrastructure.Imports;

/// <summary>One row of a file.</summary>
/// <param name="Line">The line of the file it begins on, from 1, as an editor counts.</param>
/// <param name="Values">What stands in the known columns; absent where the column or the cell is empty.</param>
public sealed record CsvRow(int Line, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The cell, or null when it is empty.</summary>
    public string? this[string column] => Values.GetValueOrDefault(column);
}

/// <summary>One column that a file may have.</summary>
/// <param name="Name">What the code calls it.</param>
/// <param name="Required">True when no file can do without.</param>
/// <param name="Headings">How its heading may read, as <see cref="CsvTable.Plain"/> makes it; the first is the one we teach.</param>
public sealed record CsvColumn(string Name, bool Required, params string[] Headings);

/// <summary>
/// Reads a table that somebody saved from a spreadsheet: comma, semicolon or tab, with or without a byte order mark, UTF-8,
/// UTF-16 or Windows-1252, quoted fields with line breaks, headings in Indonesian or English.
/// </summary>
public static class CsvTable
{
    /// <summary>The largest file, in bytes: 20,000 rows with every column filled take about half.</summary>
    public const int LargestFile = 8 * 1024 * 1024;

    /// <summary>The most rows below the heading.</summary>
    public const int MostRows = 20_000;

    private const int LongestCell = 500;
    private static readonly char[] Delimiters = [';', ',', '\t'];

    /// <summary>The rows, or what is wrong with the file as a whole.</summary>
    public static Result<IReadOnlyList<CsvRow>> Read(byte[] content, IReadOnlyList<CsvColumn> columns)
    {
        if (content.Length > LargestFile)
        {
            return FileErrors.TooLarge(LargestFile / 1024 / 1024);
        }

        if (Decode(content) is not { } text)
        {
            return FileErrors.NotText;
        }

        var (skipped, delimiter) = Heading(text);
        using var reader = new StringReader(text[skipped..]);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            BadDataFound = null,
            IgnoreBlankLines = false,
            TrimOptions = TrimOptions.Trim,
        });
        return parser.Read() ? Rows(parser, columns, skipped > 0 ? 1 : 0) : FileErrors.Empty;
    }

    /// <summary>A heading without what people vary: "Tgl. Lahir" is "tgllahir".</summary>
    public static string Plain(string heading) => string.Concat(heading.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static Result<IReadOnlyList<CsvRow>> Rows(CsvParser parser, IReadOnlyList<CsvColumn> columns, int linesBefore)
    {
        var places = new Dictionary<int, string>();
        var heading = parser.Record!;
        for (var i = 0; i < heading.Length; i++)
        {
            var plain = Plain(heading[i]);
            if (columns.FirstOrDefault(c => c.Headings.Contains(plain)) is not { } column)
            {
                continue;
            }

            if (places.ContainsValue(column.Name))
            {
                return FileErrors.ColumnTwice(heading[i]);
            }

            places[i] = column.Name;
        }

        if (columns.FirstOrDefault(c => c.Required && !places.ContainsValue(c.Name)) is { } missing)
        {
            return FileErrors.ColumnMissing(missing.Headings[0]);
        }

        List<CsvRow> rows = [];
        var line = parser.RawRow;
        while (parser.Read())
        {
            var first = line + 1 + linesBefore;
            line = parser.RawRow;
            var values = Cells(parser.Record!, places);
            // Spreadsheets save blank lines below the last row.
            if (values.Count == 0)
            {
                continue;
            }

            if (rows.Count == MostRows)
            {
                return FileErrors.TooManyRows(MostRows);
            }

            rows.Add(new CsvRow(first, values));
        }

        return rows.Count > 0 ? rows : FileErrors.Empty;
    }

    private static Dictionary<string, string> Cells(string[] record, Dictionary<int, string> places)
    {
        var values = new Dictionary<string, string>(places.Count, StringComparer.Ordinal);
        foreach (var (place, name) in places)
        {
            if (place < record.Length && Cell(record[place]) is { Length: > 0 } cell)
            {
                values[name] = cell;
            }
        }

        return values;
    }

    // ="3672…" and '3672… are how people keep a spreadsheet from rounding a number.
    private static string Cell(string text)
    {
        var cell = text.Trim().Replace('\u00A0', ' ').Trim();
        if (cell.StartsWith("=\"", StringComparison.Ordinal) && cell.EndsWith('"') && cell.Length > 3)
        {
            cell = cell[2..^1];
        }

        cell = cell.TrimStart('\'').Trim();
        return cell.Length > LongestCell ? cell[..LongestCell] : cell;
    }

    /// <summary>How much to skip ("sep=;"), and what separates the columns: whatever the heading has most of, outside quotes.</summary>
    private static (int Skipped, char Delimiter) Heading(string text)
    {
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.IndexOf('\n', StringComparison.Ordinal) is > 4 and < 8 and var end)
        {
            return (end + 1, text[4]);
        }

        var counts = new int[Delimiters.Length];
        var quoted = false;
        foreach (var sign in text)
        {
            if (sign == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && sign is '\n' or '\r')
            {
                break;
            }
            else if (!quoted && Array.IndexOf(Delimiters, sign) is >= 0 and var which)
            {
                counts[which]++;
            }
        }

        return (0, Delimiters[Array.IndexOf(counts, counts.Max())]);
    }

    private static string? Decode(byte[] content)
    {
        if (content is [0xFF, 0xFE, ..])
        {
            return Encoding.Unicode.GetString(content, 2, content.Length - 2);
        }

        if (content is [0xFE, 0xFF, ..])
        {
            return Encoding.BigEndianUnicode.GetString(content, 2, content.Length - 2);
        }

        // No table of letters holds U+0000; workbooks and pictures are full of it.
        if (content.AsSpan().Contains((byte)0) || content is [(byte)'P', (byte)'K', ..])
        {
            return null;
        }

        var start = content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content, start, content.Length - start);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(content);
        }
    }
}
