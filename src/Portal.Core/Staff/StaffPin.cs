using System.Security.Cryptography;
using Portal.Core.Shared;

namespace Portal.Core.Staff;

/// <summary>The PIN with which somebody takes over a shared station. It opens nothing where its owner did not sign in in full before.</summary>
public static class StaffPin
{
    /// <summary>How many digits, exactly.</summary>
    public const int Length = 6;

    /// <summary>Wrong tries after which only the password opens.</summary>
    public const int MaxTries = 5;

    /// <summary>So long after a full sign-in on a browser the PIN takes that browser over, exclusive.</summary>
    public static readonly TimeSpan WorksFor = TimeSpan.FromHours(12);

    /// <summary>Checks a PIN somebody chose.</summary>
    /// <returns>Done, or all of <c>pin_digits</c>, <c>pin_easy</c>, <c>pin_mismatch</c> that apply.</returns>
    public static Result Check(string pin, string again)
    {
        List<Error> errors = [];
        if (!IsOne(pin))
        {
            errors.Add(StaffErrors.PinDigits);
        }
        else if (IsEasy(pin))
        {
            errors.Add(StaffErrors.PinEasy);
        }

        if (pin != again)
        {
            errors.Add(StaffErrors.PinMismatch);
        }

        return errors.Count > 0 ? Result.Refused(errors) : Result.Ok;
    }

    /// <summary>True for six digits: no password is that short, so one box can take either.</summary>
    public static bool IsOne(string text) => text.Length == Length && text.All(char.IsAsciiDigit);

    /// <summary>A PIN for invented people.</summary>
    public static string New()
    {
        string pin;
        do
        {
            pin = RandomNumberGenerator.GetString("0123456789", Length);
        }
        while (IsEasy(pin));

        return pin;
    }

    // What people try first: one or two digits, counting up or down, two digits thrice, three digits twice.
    private static bool IsEasy(string pin)
    {
        var steps = pin.Zip(pin.Skip(1), (a, b) => (b - a + 10) % 10).Distinct().ToList();
        return pin.Distinct().Count() < 3 || steps.Count == 1 || pin[..3] == pin[3..] || (pin[..2] == pin[2..4] && pin[..2] == pin[4..]);
    }
}
