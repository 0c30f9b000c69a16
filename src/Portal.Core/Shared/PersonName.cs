using System.Globalization;
using System.Text;

namespace Portal.Core.Shared;

/// <summary>
/// How names are read and found. One word is a full name in Indonesia; there is no family name to ask for.
/// </summary>
public static class PersonName
{
    /// <summary>The longest name, in UTF-16 code units after normalisation, inclusive.</summary>
    public const int Longest = 100;

    // More marks on one letter than any script stacks is not a name but an attack on the page's layout.
    private const int MostMarksOnALetter = 3;

    /// <summary>
    /// The name as it is stored: trimmed, single spaces, Unicode form NFC. Letters of any script, their marks, space and <c>' ’ . , - / ( )</c>
    /// are allowed; the curly opening quote and the long dashes that phone keyboards put in become the plain ones.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="field">The input that errors name.</param>
    /// <returns>The name, or <c>name_required</c>, <c>name_too_long</c> (more than <see cref="Longest"/>) or <c>name_characters</c>.</returns>
    public static Result<string> Clean(string? text, string field = "name")
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return SharedErrors.NameRequired(field);
        }

        var cleaned = new StringBuilder(text.Length);
        var (marks, letters, spaceDue) = (0, 0, false);
        // A lone surrogate arrives here as U+FFFD, which is no letter, so that Normalize below cannot throw.
        foreach (var typed in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(typed))
            {
                spaceDue = cleaned.Length > 0;
                marks = MostMarksOnALetter;
                continue;
            }

            var rune = Plain(typed);
            if (IsMark(rune))
            {
                if (cleaned.Length == 0 || ++marks > MostMarksOnALetter)
                {
                    return SharedErrors.NameCharacters(field);
                }
            }
            else if (Rune.IsLetter(rune))
            {
                marks = 0;
                letters++;
            }
            else if (rune.Value is '\'' or '’' or '.' or ',' or '-' or '/' or '(' or ')')
            {
                marks = MostMarksOnALetter;
            }
            else
            {
                return SharedErrors.NameCharacters(field);
            }

            if (spaceDue)
            {
                cleaned.Append(' ');
                spaceDue = false;
            }

            cleaned.Append(rune);
        }

        if (letters == 0)
        {
            return SharedErrors.NameCharacters(field);
        }

        var name = cleaned.ToString().Normalize(NormalizationForm.FormC);
        return name.Length > Longest ? SharedErrors.NameTooLong(field, Longest) : name;
    }

    /// <summary>
    /// The spelling that search compares: lower case, no marks, apostrophes dropped, other punctuation a space, single spaces.
    /// Takes any text, typed by staff or stored; the result of a second pass is the same.
    /// </summary>
    public static string ForSearch(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            valid.Append(rune);
        }

        var found = new StringBuilder(text.Length);
        foreach (var rune in valid.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                found.Append(Rune.ToLowerInvariant(rune));
            }
            else if (!IsMark(rune) && rune.Value is not ('\'' or '’' or '‘') && found.Length > 0 && found[^1] != ' ')
            {
                found.Append(' ');
            }
        }

        return found.ToString().TrimEnd();
    }

    /// <summary>
    /// The name for lists that hang in public or go to a village: the first letter of each word and as many stars for each,
    /// "Siti Contoh" becomes "S*** C***". Who knows the person recognises it; who does not learns neither name nor length.
    /// </summary>
    public static string Masked(string name) =>
        string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => FirstLetterOf(word) + "***"));

    private static string FirstLetterOf(string word) =>
        word.EnumerateRunes().Where(Rune.IsLetter).Select(rune => rune.ToString()).FirstOrDefault() ?? "";

    private static Rune Plain(Rune rune) => rune.Value switch
    {
        '‘' => new Rune('’'),
        '\u2010' or '\u2011' or '–' or '—' => new Rune('-'),
        _ => rune,
    };

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
