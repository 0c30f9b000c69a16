using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>Why a card is not handed over.</summary>
public static class HandoverErrors
{
    /// <summary>The holder can be reached: a delegate says the code that went to the holder.</summary>
    public static Error NeedsCode { get; } = new("delegate_needs_code", ErrorKind.Conflict, "to");

    /// <summary>No code can be sent: the holder has given no phone, or no message leaves this portal.</summary>
    public static Error CannotSendCode { get; } = new("delegate_cannot_send", ErrorKind.Conflict, "to");

    /// <summary>Write down which paper was shown, at least five characters.</summary>
    public static Error NoteRequired { get; } = new("handover_note", ErrorKind.Invalid, "note");
}
