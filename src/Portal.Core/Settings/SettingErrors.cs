using Portal.Core.Shared;

namespace Portal.Core.Settings;

/// <summary>Why a typed setting is refused. Each names its input; a line of a list is named by its number, from 1.</summary>
public static class SettingErrors
{
    /// <summary>Not a whole number, or outside the range, both ends inclusive (arguments 0 and 1).</summary>
    public static Error NumberRange(string field, int least, int most) => new("number_range", ErrorKind.Invalid, field, least, most);

    /// <summary>Not a list of ascending whole numbers, each within the range (arguments 0 and 1).</summary>
    public static Error NumbersAscending(string field, int least, int most) => new("numbers_ascending", ErrorKind.Invalid, field, least, most);

    /// <summary>None of the choices there are.</summary>
    public static Error ChoiceUnknown(string field) => new("choice_unknown", ErrorKind.Invalid, field);

    /// <summary>Nothing was written where something is needed.</summary>
    public static Error TextRequired(string field) => new("text_required", ErrorKind.Invalid, field);

    /// <summary>Longer than argument 0 characters.</summary>
    public static Error TextTooLong(string field, int longest) => new("text_too_long", ErrorKind.Invalid, field, longest);

    /// <summary>English without Indonesian; argument 0 is the line.</summary>
    public static Error IndonesianRequired(string field, int line) => new("indonesian_required", ErrorKind.Invalid, field, line);

    /// <summary>A line that is longer than argument 1 characters; argument 0 is the line.</summary>
    public static Error LineTooLong(string field, int line, int longest) => new("line_too_long", ErrorKind.Invalid, field, line, longest);

    /// <summary>The same as an earlier line; argument 0 is the line.</summary>
    public static Error LineTwice(string field, int line) => new("line_twice", ErrorKind.Invalid, field, line);

    /// <summary>More lines than argument 0.</summary>
    public static Error TooManyLines(string field, int most) => new("too_many_lines", ErrorKind.Invalid, field, most);

    /// <summary>A list that may not be empty.</summary>
    public static Error ListEmpty(string field) => new("list_empty", ErrorKind.Invalid, field);
}
