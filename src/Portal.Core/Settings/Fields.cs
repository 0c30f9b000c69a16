using System.Globalization;
using Portal.Core.Shared;

namespace Portal.Core.Settings;

/// <summary>Makes the fields of a form.</summary>
public static class Fields
{
    /// <summary>The choice of a switch that is on.</summary>
    public const string Yes = "ya";

    /// <summary>The choice of a switch that is off.</summary>
    public const string No = "tidak";

    /// <summary>Names of the cells of a text in two languages.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["Indonesian", "English"];

    /// <summary>A switch.</summary>
    public static SettingField<T> Switch<T>(string name, Func<T, bool> get, Func<T, bool, T> set) => Choice<T>(name, [Yes, No], v => get(v) ? Yes : No, (v, text) => set(v, text == Yes));

    /// <summary>One of several choices.</summary>
    public static SettingField<T> Choice<T>(string name, IReadOnlyList<string> choices, Func<T, string> get, Func<T, string, T> set) =>
        new(name, FieldKind.Choice, get, (v, typed) => choices.Contains(typed) ? set(v, typed) : SettingErrors.ChoiceUnknown(name)) { Choices = choices };

    /// <summary>A whole number within a range, both ends inclusive.</summary>
    public static SettingField<T> Number<T>(string name, int least, int most, Func<T, int> get, Func<T, int, T> set) =>
        new(name, FieldKind.Number, v => Text(get(v)), (v, typed) => NumberOf(typed, least, most) is { } number ? set(v, number) : SettingErrors.NumberRange(name, least, most)) { Range = (least, most) };

    /// <summary>A whole number within a range, or none.</summary>
    public static SettingField<T> OptionalNumber<T>(string name, int least, int most, Func<T, int?> get, Func<T, int?, T> set) =>
        new(name, FieldKind.Number, v => get(v) is { } number ? Text(number) : "", (v, typed) =>
            typed.Trim().Length == 0 ? set(v, null) : NumberOf(typed, least, most) is { } number ? set(v, number) : SettingErrors.NumberRange(name, least, most))
        {
            Range = (least, most),
            IsOptional = true,
        };

    /// <summary>Ascending whole numbers within a range, or none at all.</summary>
    public static SettingField<T> Numbers<T>(string name, int least, int most, int longest, Func<T, IReadOnlyList<int>> get, Func<T, IReadOnlyList<int>, T> set) =>
        new(name, FieldKind.Numbers, v => string.Join(", ", get(v).Select(Text)), (v, typed) =>
        {
            var numbers = typed.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Select(part => NumberOf(part, least, most)).ToList();
            var ascending = numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second);
            return numbers.Contains(null) || !ascending ? SettingErrors.NumbersAscending(name, least, most)
                : numbers.Count > longest ? SettingErrors.TooManyLines(name, longest)
                : set(v, [.. numbers.Select(n => n!.Value)]);
        })
        {
            Range = (least, most),
            IsOptional = true,
        };

    /// <summary>One line of text.</summary>
    public static SettingField<T> Line<T>(string name, int longest, Func<T, string> get, Func<T, string, T> set) =>
        new(name, FieldKind.Line, get, (v, typed) => TypedText.Line(typed) switch
        {
            "" => SettingErrors.TextRequired(name),
            { Length: var length } when length > longest => SettingErrors.TextTooLong(name, longest),
            var text => set(v, text),
        });

    /// <summary>Lines of text; blank ones are left out.</summary>
    public static SettingField<T> Lines<T>(string name, int most, int longest, Func<T, IReadOnlyList<string>> get, Func<T, IReadOnlyList<string>, T> set) =>
        new(name, FieldKind.Lines, v => string.Join('\n', get(v)), (v, typed) =>
        {
            var lines = TypedText.Lines(typed).Select(TypedText.Line).ToList();
            List<Error> errors = [.. lines.Select((line, i) => line.Length > longest ? SettingErrors.LineTooLong(name, i + 1, longest) : null).OfType<Error>()];
            return lines.Count > most ? SettingErrors.TooManyLines(name, most) : errors.Count > 0 ? Result<T>.Refused(errors) : set(v, lines);
        })
        {
            IsOptional = true,
        };

    /// <summary>A text in one or both languages, or none.</summary>
    public static SettingField<T> Words<T>(string name, int longest, Func<T, LocalizedText?> get, Func<T, LocalizedText?, T> set) =>
        new(name, FieldKind.Words, v => get(v) is { } words ? TypedText.Of(words) : "", (v, typed) =>
        {
            var read = TypedText.Words(name, 1, TypedText.Cells(typed), longest);
            return typed.Trim(' ', TypedText.Bar).Length == 0 ? set(v, null) : read.TryGet(out var words) ? set(v, words) : Result<T>.Refused(read.Errors);
        })
        {
            IsOptional = true,
            Columns = Languages,
        };

    /// <summary>Texts in one or both languages, one a line.</summary>
    public static SettingField<T> WordRows<T>(string name, int least, int most, int longest, Func<T, IReadOnlyList<LocalizedText>> get, Func<T, IReadOnlyList<LocalizedText>, T> set) =>
        Rows(name, least, most, Languages, get, set, TypedText.Of, (cells, line) => TypedText.Words(name, line, cells, longest));

    /// <summary>Rows of cells.</summary>
    /// <param name="name">The field.</param>
    /// <param name="least">Rows at least.</param>
    /// <param name="most">Rows at most.</param>
    /// <param name="columns">Names of the cells.</param>
    /// <param name="get">The present rows.</param>
    /// <param name="set">Puts rows in their place.</param>
    /// <param name="text">A row as text, cells with bars between.</param>
    /// <param name="read">A row from its cells and the number of its line, or what is wrong with it.</param>
    public static SettingField<T> Rows<T, TRow>(string name, int least, int most, IReadOnlyList<string> columns, Func<T, IReadOnlyList<TRow>> get, Func<T, IReadOnlyList<TRow>, T> set, Func<TRow, string> text, Func<IReadOnlyList<string>, int, Result<TRow>> read) =>
        new(name, FieldKind.Rows, v => string.Join('\n', get(v).Select(text)), (v, typed) =>
        {
            List<TRow> rows = [];
            List<Error> errors = [];
            foreach (var (line, at) in TypedText.Lines(typed).Select((line, i) => (line, i + 1)))
            {
                var row = read(TypedText.Cells(line), at);
                if (!row.TryGet(out var found))
                {
                    errors.AddRange(row.Errors);
                }
                else if (rows.Exists(r => FirstCell(text(r)).Equals(FirstCell(text(found)), StringComparison.OrdinalIgnoreCase)))
                {
                    errors.Add(SettingErrors.LineTwice(name, at));
                }
                else
                {
                    rows.Add(found);
                }
            }

            return errors.Count > 0 ? Result<T>.Refused(errors)
                : rows.Count < least ? SettingErrors.ListEmpty(name)
                : rows.Count > most ? SettingErrors.TooManyLines(name, most)
                : set(v, rows);
        })
        {
            Columns = columns,
            IsOptional = least == 0,
        };

    private static string FirstCell(string row) => TypedText.Cells(row)[0];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? NumberOf(string typed, int least, int most) =>
        int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
