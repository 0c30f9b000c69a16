using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>Why something cannot be done to an application.</summary>
public static class ApplicationErrors
{
    /// <summary>It has ended, or its card is already being printed.</summary>
    public static Error Closed { get; } = new("application_closed", ErrorKind.Conflict);

    /// <summary>Phone and channel are those on file already.</summary>
    public static Error ContactUnchanged { get; } = new("contact_unchanged", ErrorKind.Invalid, "phone");

    /// <summary>No application has this register number.</summary>
    public static Error UnknownRegister { get; } = new("register_unknown", ErrorKind.NotFound, "register");

    /// <summary>Under 17 and never married; argument 0 is the day from which the person may come.</summary>
    public static Error UnderAge(DateOnly from) => new("under_age", ErrorKind.Invalid, "birthDate", from);

    /// <summary>The own link is unknown, mistyped or was replaced by a newer one.</summary>
    public static Error LinkExpired { get; } = new("link_expired", ErrorKind.Gone);
}
