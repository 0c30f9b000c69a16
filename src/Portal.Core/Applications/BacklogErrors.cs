using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>What is wrong with a row of the list that an office kept before the portal.</summary>
public static class BacklogErrors
{
    /// <summary>None of: waiting at the centre, waiting to be printed, uncollected.</summary>
    public static Error StateUnknown { get; } = new("backlog_state_unknown", ErrorKind.Invalid, "state");

    /// <summary>The person has an open application of this office that did not come from a list; argument 0 is its number.</summary>
    public static Error OpenHere(string register) => new("backlog_open_here", ErrorKind.Conflict, "nik", register);

    /// <summary>The NIK is occupied by an open application that this office does not see.</summary>
    public static Error NikTaken { get; } = new("backlog_nik_taken", ErrorKind.Conflict, "nik");

    /// <summary>Somebody of the list was registered in the very moment of the import; nothing was read in.</summary>
    public static Error Raced { get; } = new("backlog_raced", ErrorKind.Conflict, "file");
}
