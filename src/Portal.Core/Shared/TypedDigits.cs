using System.Globalization;
using System.Text;

namespace Portal.Core.Shared;

/// <summary>Numbers as people type and paste them.</summary>
internal static class TypedDigits
{
    /// <summary>
    /// The text without what people put between digits: white space of any script, dots and dashes of any length, and the invisible
    /// direction marks that messaging apps add to a copied number. Everything else stays, so that a letter is noticed.
    /// </summary>
    /// <param name="text">The typed text.</param>
    /// <param name="alsoIgnored">Further characters to drop.</param>
    internal static string Strip(string? text, ReadOnlySpan<char> alsoIgnored = default)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!IsSeparator(c) && !alsoIgnored.Contains(c))
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }

    /// <summary>True when all are 0–9. Digits of other scripts do not count: nobody prints them on an Indonesian card.</summary>
    internal static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>The number that up to nine ASCII digits spell.</summary>
    internal static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    private static bool IsSeparator(char c) =>
        c is '.' or '-' or '\u2212' || char.IsWhiteSpace(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format;
}
