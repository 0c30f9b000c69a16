using System.Globalization;
using System.Text;
using Portal.Core.Shared;

namespace Portal.Core.Staff;

/// <summary>The reason that staff give for an unusual act. It stays in the trail for good, so it must hold no personal data.</summary>
public static class AuditReason
{
    /// <summary>Least number of characters, inclusive.</summary>
    public const int Shortest = 5;

    /// <summary>Largest number of characters, inclusive.</summary>
    public const int Longest = 500;

    // A NIK has 16 digits and a phone number 11 and more as people write it; a register number has 10 and is welcome.
    private const int DigitsOfAPerson = 11;

    /// <summary>
    /// The reason as it is kept: trimmed, on one line, without invisible signs (the database refuses U+0000, and one that turns the
    /// direction of reading would show another reason than the one given); otherwise <c>reason_required</c>, <c>reason_too_long</c> or <c>reason_personal_data</c>.
    /// </summary>
    public static Result<string> Clean(string? text)
    {
        var reason = Visible(text ?? "").Trim();
        if (reason.Length < Shortest)
        {
            return AccessErrors.ReasonRequired;
        }

        if (reason.Length > Longest)
        {
            return StaffErrors.ReasonTooLong(Longest);
        }

        return NamesAPerson(reason) ? StaffErrors.ReasonPersonalData : reason;
    }

    /// <summary>True when a text holds as many digits in a row as a NIK or a phone number.</summary>
    public static bool NamesAPerson(string text) => LongestNumber(text) >= DigitsOfAPerson;

    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        // Half of a surrogate pair comes out as U+FFFD.
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            {
                visible.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                visible.Append(rune);
            }
        }

        return visible.ToString();
    }

    // Blanks, dots and dashes within a number do not end it.
    private static int LongestNumber(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var sign in text)
        {
            run = char.IsDigit(sign) ? run + 1 : sign is ' ' or '.' or '-' ? run : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
