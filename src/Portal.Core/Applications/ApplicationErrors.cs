using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>Why something cannot be done to an application.</summary>
public static class ApplicationErrors
{
    /// <summary>It has ended, or its card is already being printed.</summary>
    public static Error Closed { get; } = new("application_closed", ErrorKind.Conflict);

    /// <summary>This step does not follow from where it stands now; somebody else may have moved it on.</summary>
    public static Error WrongState { get; } = new("application_wrong_state", ErrorKind.Conflict);

    /// <summary>Whoever recorded may not confirm; alone only with a reason.</summary>
    public static Error SamePerson { get; } = new("same_person", ErrorKind.Conflict);

    /// <summary>Choose at least one reason or write one.</summary>
    public static Error ReasonsRequired { get; } = new("reasons_required", ErrorKind.Invalid, "reasons");

    /// <summary>A paper that the office asks for is not ticked as present.</summary>
    public static Error DossierIncomplete { get; } = new("dossier_incomplete", ErrorKind.Invalid, "present");

    /// <summary>A part of the recording is neither captured nor excepted.</summary>
    public static Error RecordingIncomplete { get; } = new("recording_incomplete", ErrorKind.Invalid, "parts");

    /// <summary>A biometric part is excepted without saying why.</summary>
    public static Error ExceptionReasonRequired { get; } = new("exception_reason_required", ErrorKind.Invalid, "exception");

    /// <summary>Only papers and data cannot be excepted: they are there or they are not.</summary>
    public static Error CannotBeExcepted { get; } = new("cannot_be_excepted", ErrorKind.Invalid, "exception");

    /// <summary>The device's name is longer than argument 0 characters, or has signs that cannot be shown.</summary>
    public static Error DeviceName(int longest) => new("device_name", ErrorKind.Invalid, "device", longest);

    /// <summary>Data and photo are confirmed only when both questions were answered with yes.</summary>
    public static Error CheckUnanswered { get; } = new("check_unanswered", ErrorKind.Invalid, "answers");

    /// <summary>The day on which it happened is missing.</summary>
    public static Error ReportedDayMissing { get; } = new("reported_day_missing", ErrorKind.Invalid, "day");

    /// <summary>The time told lies in the future, or before the record was sent.</summary>
    public static Error ReportedTime { get; } = new("reported_time", ErrorKind.Invalid, "at");

    /// <summary>Too late, or the last step was somebody else's, or it cannot be taken back.</summary>
    public static Error CannotUndo { get; } = new("cannot_undo", ErrorKind.Conflict);

    /// <summary>The office publishes no such priority class.</summary>
    public static Error PriorityUnknown { get; } = new("priority_unknown", ErrorKind.Invalid, "priority");

    /// <summary>This paper number was keyed in before.</summary>
    public static Error PaperNumberUsed { get; } = new("paper_number_used", ErrorKind.Conflict, "register");

    /// <summary>This number was never printed on a slip of this office.</summary>
    public static Error PaperNumberUnknown { get; } = new("paper_number_unknown", ErrorKind.NotFound, "register");

    /// <summary>Phone and channel are those on file already.</summary>
    public static Error ContactUnchanged { get; } = new("contact_unchanged", ErrorKind.Invalid, "phone");

    /// <summary>No application has this register number.</summary>
    public static Error UnknownRegister { get; } = new("register_unknown", ErrorKind.NotFound, "register");

    /// <summary>Under 17 and never married; argument 0 is the day from which the person may come.</summary>
    public static Error UnderAge(DateOnly from) => new("under_age", ErrorKind.Invalid, "birthDate", from);

    /// <summary>The own link is unknown, mistyped or was replaced by a newer one.</summary>
    public static Error LinkExpired { get; } = new("link_expired", ErrorKind.Gone);
}
