using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>Refusals about broadcasts.</summary>
public static class BroadcastErrors
{
    /// <summary>The input that holds the Indonesian text.</summary>
    public const string TextField = "text";

    /// <summary>The input that holds the English text.</summary>
    public const string TextEnField = "textEn";

    /// <summary>No day, or one that is over or too far ahead.</summary>
    public static Error Day { get; } = new("broadcast_day", ErrorKind.Invalid, "day");

    /// <summary>A village of another office.</summary>
    public static Error Village { get; } = new("broadcast_village", ErrorKind.Invalid, "villages");

    /// <summary>Digits that could be somebody's NIK or KK number.</summary>
    public static Error LooksLikeNik { get; } = new("broadcast_looks_like_nik", ErrorKind.Invalid, TextField);

    /// <summary>One person's register number in a text for many.</summary>
    public static Error HasRegister { get; } = new("broadcast_has_register", ErrorKind.Invalid, TextField);

    /// <summary>A sum of money: nothing costs anything.</summary>
    public static Error HasAmount { get; } = new("broadcast_has_amount", ErrorKind.Invalid, TextField);

    /// <summary>There is nobody whom a message would reach.</summary>
    public static Error Nobody { get; } = new("broadcast_nobody", ErrorKind.Conflict);

    /// <summary>It was approved, declined or stopped before.</summary>
    public static Error Decided { get; } = new("broadcast_decided", ErrorKind.Conflict);

    /// <summary>It was written too long ago to be approved.</summary>
    public static Error TooOld { get; } = new("broadcast_too_old", ErrorKind.Gone);

    /// <summary>The second person has to be somebody else.</summary>
    public static Error SamePerson { get; } = new("broadcast_same_person", ErrorKind.Conflict);

    /// <summary>Another broadcast of the office was approved a moment ago; argument 0 is how many minutes to wait.</summary>
    public static Error TooSoon(int minutes) => new("broadcast_too_soon", ErrorKind.TooMany, null, minutes);

    /// <summary>Too many of the office wait for approval; argument 0 is how many may.</summary>
    public static Error TooMany { get; } = new("broadcast_too_many", ErrorKind.TooMany, null, BroadcastRules.MostProposed);

    /// <summary>The group is no longer the one that was seen; argument 0 is how many there were, argument 1 how many there are.</summary>
    public static Error GroupChanged(int seen, int now) => new("broadcast_group_changed", ErrorKind.Conflict, null, seen, now);
}
