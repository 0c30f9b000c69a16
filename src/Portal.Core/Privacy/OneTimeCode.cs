using System.Security.Cryptography;
using Portal.Core.Shared;

namespace Portal.Core.Privacy;

/// <summary>What a one-time code allows.</summary>
public enum CodePurpose
{
    /// <summary>Change phone or channel.</summary>
    ChangeContact,

    /// <summary>Get the own link again.</summary>
    RecoverLink,

    /// <summary>Collect the card for its holder.</summary>
    Delegate,
}

/// <summary>Why a one-time code is refused.</summary>
public static class CodeErrors
{
    /// <summary>Not this code.</summary>
    public static Error Wrong { get; } = new("code_wrong", ErrorKind.Invalid, "code");

    /// <summary>Ten minutes are over, or it was used.</summary>
    public static Error Expired { get; } = new("code_expired", ErrorKind.Gone, "code");

    /// <summary>Not six digits; counts as no try.</summary>
    public static Error Digits { get; } = new("code_digits", ErrorKind.Invalid, "code");

    /// <summary>Five wrong tries.</summary>
    public static Error TooManyTries { get; } = new("code_tries", ErrorKind.TooMany, "code");
}

/// <summary>Six digits sent to the phone on file: five tries, ten minutes, one use.</summary>
public sealed class OneTimeCode
{
    /// <summary>How long a code lives.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Wrong tries after which it is dead.</summary>
    public const int MaxTries = 5;

    private const int Length = 6;

    // A double click repeats the same form within seconds; later it is somebody else's second use.
    private static readonly TimeSpan DoubleClick = TimeSpan.FromSeconds(30);

    private OneTimeCode()
    {
    }

    /// <summary>
    /// Issues a code; only its keyed hash is kept. A code for no application at all behaves like any other and never
    /// fits: whoever asks for somebody's lost link cannot tell whether the register number was found.
    /// </summary>
    public OneTimeCode(Guid id, CodePurpose purpose, Guid? applicationId, byte[] codeHash, byte[]? payload, DateTimeOffset now)
    {
        Id = id;
        Purpose = purpose;
        ApplicationId = applicationId;
        CodeHash = codeHash;
        Payload = payload;
        ExpiresAt = now + Life;
    }

    /// <summary>Its id, carried by the form.</summary>
    public Guid Id { get; private set; }

    /// <summary>What it allows.</summary>
    public CodePurpose Purpose { get; private set; }

    /// <summary>For which application; null where the number asked for was not found or has no phone on file.</summary>
    public Guid? ApplicationId { get; private set; }

    /// <summary>Keyed hash of the six digits.</summary>
    public byte[] CodeHash { get; private set; } = [];

    /// <summary>Encrypted data the code confirms (a new phone number), or null.</summary>
    public byte[]? Payload { get; private set; }

    /// <summary>End of its life, UTC, exclusive.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Wrong tries so far.</summary>
    public int Tries { get; private set; }

    /// <summary>When it was used, UTC, or null.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Row version: two tries at once cannot count as one.</summary>
    public uint Version { get; private set; }

    /// <summary>Six random digits, leading zeros included.</summary>
    public static string NewDigits() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads typed digits; blanks and hyphens between them are ignored.</summary>
    /// <returns>The six digits, or <c>code_digits</c>.</returns>
    public static Result<string> Parse(string? text)
    {
        var digits = TypedDigits.Strip(text);
        return digits.Length == Length && TypedDigits.AreDigits(digits) ? digits : CodeErrors.Digits;
    }

    /// <summary>True when the very same digits used it up a moment ago: a double click, to be answered like the first.</summary>
    public bool WasJustUsedWith(byte[] hash, DateTimeOffset now) =>
        UsedAt is { } used && now - used < DoubleClick && CryptographicOperations.FixedTimeEquals(hash, CodeHash);

    /// <summary>Uses the code, or counts a wrong try. The caller saves either way.</summary>
    /// <param name="hash">Keyed hash of what was typed.</param>
    /// <param name="now">The moment, UTC.</param>
    public Result Use(byte[] hash, DateTimeOffset now)
    {
        if (UsedAt is not null || ExpiresAt <= now)
        {
            return CodeErrors.Expired;
        }

        if (Tries >= MaxTries)
        {
            return CodeErrors.TooManyTries;
        }

        if (!CryptographicOperations.FixedTimeEquals(hash, CodeHash))
        {
            Tries++;
            return Tries >= MaxTries ? CodeErrors.TooManyTries : CodeErrors.Wrong;
        }

        UsedAt = now;
        return Result.Ok;
    }
}
