using Portal.Core.Shared;

namespace Portal.Core.Settings;

/// <summary>How a setting is typed.</summary>
public enum FieldKind
{
    /// <summary>One line of text.</summary>
    Line,

    /// <summary>Several lines of text.</summary>
    Lines,

    /// <summary>A whole number, or nothing where it is optional.</summary>
    Number,

    /// <summary>Whole numbers with commas between.</summary>
    Numbers,

    /// <summary>One of <see cref="SettingField{T}.Choices"/>.</summary>
    Choice,

    /// <summary>One text in Indonesian and, after a bar, in English.</summary>
    Words,

    /// <summary>A row of cells per line, with bars between; see <see cref="SettingField{T}.Columns"/>.</summary>
    Rows,
}

/// <summary>
/// One thing about a <typeparamref name="T"/> that people edit, as the text they type. Text has one spelling: what was read can be
/// written back, and two values are the same when their texts are.
/// </summary>
/// <param name="Name">Its stable name: in forms, in the history of changes, in errors.</param>
/// <param name="Kind">How it is typed.</param>
/// <param name="Read">The text of the present value.</param>
/// <param name="Write">The value with a typed text in place, or what is wrong with that text.</param>
public sealed record SettingField<T>(string Name, FieldKind Kind, Func<T, string> Read, Func<T, string, Result<T>> Write)
{
    /// <summary>The section of the form it stands in.</summary>
    public string Section { get; init; } = "";

    /// <summary>What can be chosen; empty for any other kind.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Names of the cells of a row; empty for any other kind.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The last cell of a row that is a mark: there or not; null where there is none.</summary>
    public string? Mark { get; init; }

    /// <summary>Least and largest number, both inclusive; null for any other kind.</summary>
    public (int Least, int Most)? Range { get; init; }

    /// <summary>True where nothing may be typed.</summary>
    public bool IsOptional { get; init; }

    /// <summary>How the history words a text; null where the text itself is kept. Names of people are not.</summary>
    public Func<string, string>? Told { get; init; }
}

/// <summary>A setting that changed.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Before">What it was, as the history words it.</param>
/// <param name="After">What it is now.</param>
public sealed record FieldChange(string Field, string Before, string After);

/// <summary>Everything about a <typeparamref name="T"/> that is edited together.</summary>
public sealed class SettingForm<T>(IReadOnlyList<SettingField<T>> fields)
{
    /// <summary>Its fields, in the order of the form.</summary>
    public IReadOnlyList<SettingField<T>> Fields { get; } = fields;

    /// <summary>Every field as text.</summary>
    public IReadOnlyDictionary<string, string> Read(T value) => Fields.ToDictionary(f => f.Name, f => f.Read(value), StringComparer.Ordinal);

    /// <summary>
    /// The value with what somebody typed over what they had seen. A field they left alone keeps what others made of it meanwhile;
    /// one that both changed is nobody's to overwrite.
    /// </summary>
    /// <param name="now">The value as it stands.</param>
    /// <param name="seen">The fields as the page showed them; a name that is not there was not seen.</param>
    /// <param name="typed">The fields as typed.</param>
    /// <returns>The new value; or <c>stale_page</c> for each field that changed meanwhile; or every fault of the texts.</returns>
    public Result<T> Merge(T now, IReadOnlyDictionary<string, string> seen, IReadOnlyDictionary<string, string> typed)
    {
        var touched = Fields.Where(f => typed.TryGetValue(f.Name, out var text) && text != seen.GetValueOrDefault(f.Name)).ToList();
        List<Error> errors = [.. touched.Where(f => f.Read(now) is var stands && stands != seen.GetValueOrDefault(f.Name) && stands != typed[f.Name]).Select(f => AccessErrors.StalePage.For(f.Name))];
        if (errors.Count > 0)
        {
            return Result<T>.Refused(errors);
        }

        return Write(now, touched.ToDictionary(f => f.Name, f => typed[f.Name], StringComparer.Ordinal));
    }

    /// <summary>The value with typed texts in place, whatever was there; or every fault of the texts.</summary>
    public Result<T> Write(T value, IReadOnlyDictionary<string, string> typed)
    {
        List<Error> errors = [];
        foreach (var field in Fields.Where(f => typed.ContainsKey(f.Name)))
        {
            var written = field.Write(value, typed[field.Name]);
            if (written.TryGet(out var next))
            {
                value = next;
            }
            else
            {
                errors.AddRange(written.Errors);
            }
        }

        return errors.Count > 0 ? Result<T>.Refused(errors) : value;
    }

    /// <summary>What differs between two values, in the order of the form.</summary>
    public IReadOnlyList<FieldChange> Changes(T before, T after) =>
    [
        .. from field in Fields
           let was = field.Read(before)
           let becomes = field.Read(after)
           where was != becomes
           select new FieldChange(field.Name, Tell(field, was), Tell(field, becomes)),
    ];

    private static string Tell(SettingField<T> field, string text) => field.Told is { } told ? told(text) : text;
}
