using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>Why something about the data centre cannot be done, and what is wrong with a row of a file.</summary>
public static class CentreErrors
{
    /// <summary>No verified record waits, or the ticked ones have moved on.</summary>
    public static Error NothingToSend { get; } = new("centre_nothing_to_send", ErrorKind.Conflict);

    /// <summary>No line is set up: an operator sends by hand.</summary>
    public static Error NoLine { get; } = new("centre_no_line", ErrorKind.Conflict);

    /// <summary>The file has rows that cannot be read in, and all or nothing was asked for.</summary>
    public static Error FileHasFaults(int rows) => new("import_has_faults", ErrorKind.Invalid, "file", rows);

    /// <summary>No application of this office has this number or NIK.</summary>
    public static Error RowUnknown { get; } = new("centre_row_unknown", ErrorKind.NotFound, "register");

    /// <summary>Neither register number nor NIK.</summary>
    public static Error RowWithoutNumber { get; } = new("centre_row_without_number", ErrorKind.Invalid, "register");

    /// <summary>Register number and NIK belong to different applications.</summary>
    public static Error RowNumbersDiffer { get; } = new("centre_row_numbers_differ", ErrorKind.Conflict, "nik");

    /// <summary>No such national status.</summary>
    public static Error StatusUnknown { get; } = new("centre_status_unknown", ErrorKind.Invalid, "status");

    /// <summary>The office has not noted yet that it sent the record.</summary>
    public static Error NotSentYet { get; } = new("centre_not_sent_yet", ErrorKind.Conflict, "status");

    /// <summary>The time told lies before the record was sent.</summary>
    public static Error BeforeSent { get; } = new("centre_before_sent", ErrorKind.Invalid, "at");

    /// <summary>This word was noted before.</summary>
    public static Error SaidBefore { get; } = new("centre_said_before", ErrorKind.Conflict, "status");

    /// <summary>The centre now says duplicate or failed about a record that it had called ready: somebody has to ask.</summary>
    public static Error Contradiction { get; } = new("centre_contradiction", ErrorKind.Conflict, "status");
}
