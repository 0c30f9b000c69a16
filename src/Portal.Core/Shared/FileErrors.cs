namespace Portal.Core.Shared;

/// <summary>What is wrong with a file that staff read in.</summary>
public static class FileErrors
{
    /// <summary>Larger than allowed; argument 0 is the limit in megabytes.</summary>
    public static Error TooLarge(int megabytes) => new("file_too_large", ErrorKind.Invalid, "file", megabytes);

    /// <summary>More rows than allowed; argument 0 is the limit.</summary>
    public static Error TooManyRows(int rows) => new("file_too_many_rows", ErrorKind.Invalid, "file", rows);

    /// <summary>No row below the heading.</summary>
    public static Error Empty { get; } = new("file_empty", ErrorKind.Invalid, "file");

    /// <summary>A workbook or another file that is not text.</summary>
    public static Error NotText { get; } = new("file_not_text", ErrorKind.Invalid, "file");

    /// <summary>The heading has no such column; argument 0 is its name.</summary>
    public static Error ColumnMissing(string name) => new("file_column_missing", ErrorKind.Invalid, "file", name);

    /// <summary>Two columns mean the same; argument 0 is the name of the second.</summary>
    public static Error ColumnTwice(string name) => new("file_column_twice", ErrorKind.Invalid, "file", name);

    /// <summary>A spreadsheet has turned the number into 3.67E+15 and lost its last digits.</summary>
    public static Error NumberRounded(string field) => new("file_number_rounded", ErrorKind.Invalid, field);

    /// <summary>A date or time that cannot be read; argument 0 is what stands there.</summary>
    public static Error DateUnreadable(string field, string text) => new("file_date_unreadable", ErrorKind.Invalid, field, text);

    /// <summary>The row belongs to the same thing as an earlier one; argument 0 is the earlier line.</summary>
    public static Error RowTwice(string field, int line) => new("file_row_twice", ErrorKind.Conflict, field, line);
}
