namespace Portal.Core.Shared;

/// <summary>An Indonesian mobile number, kept as E.164 (<c>+628…</c>); landlines are refused because no message reaches them.</summary>
/// <remarks>
/// The national part is <c>8</c>, then 1–3 or 5–9, then 7 to 10 digits (the national numbering plan's mobile prefixes).
/// <see cref="ToString"/> masks; <see cref="Value"/> has to be asked for.
/// </remarks>
public readonly record struct PhoneNumber
{
    private const string CountryCode = "62";
    private const int ShortestNational = 9;
    private const int LongestNational = 12;

    private readonly string? _value;

    private PhoneNumber(string value) => _value = value;

    /// <summary>E.164: <c>+62</c> and 9 to 12 digits.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(PhoneNumber)</c>.</exception>
    public string Value => _value ?? throw new InvalidOperationException("An empty phone number has no value.");

    /// <summary>Country, kind and the last four digits; the same length for every number.</summary>
    public string Masked => _value is null ? "" : string.Concat("+62 8•• •••• ", _value.AsSpan(_value.Length - 4));

    /// <summary>Reads <c>08…</c>, <c>628…</c>, <c>+62 8…</c>, <c>+62 (0) 8…</c> and <c>0062 8…</c>; spaces, dots, dashes and parentheses are ignored.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="field">The input that errors name.</param>
    /// <returns>The number, or <c>phone_required</c>, <c>phone_landline</c>, <c>phone_foreign</c> or <c>phone_invalid</c>.</returns>
    public static Result<PhoneNumber> Parse(string? text, string field = "phone")
    {
        var typed = TypedDigits.Strip(text, "()");
        if (typed.Length == 0)
        {
            return SharedErrors.PhoneRequired(field);
        }

        var digits = typed.AsSpan(typed[0] == '+' ? 1 : 0);
        if (digits.IsEmpty || !TypedDigits.AreDigits(digits))
        {
            return SharedErrors.PhoneInvalid(field);
        }

        var international = typed[0] == '+';
        if (!international && digits.StartsWith("00"))
        {
            international = true;
            digits = digits[2..];
        }

        ReadOnlySpan<char> national;
        if (digits.StartsWith(CountryCode))
        {
            national = digits[CountryCode.Length..];
            // "+62 (0)812…" is how business cards print it.
            national = national.StartsWith("0") ? national[1..] : national;
        }
        else if (international)
        {
            // No country's code starts with 0, so "+0812…" is a slip of the finger, not a foreign number.
            return digits.IsEmpty || digits[0] == '0' ? SharedErrors.PhoneInvalid(field) : SharedErrors.PhoneForeign(field);
        }
        else if (digits[0] == '0')
        {
            national = digits[1..];
        }
        else
        {
            return SharedErrors.PhoneInvalid(field);
        }

        if (national.IsEmpty || national[0] == '0')
        {
            return SharedErrors.PhoneInvalid(field);
        }

        if (national[0] != '8')
        {
            return SharedErrors.PhoneLandline(field);
        }

        return national.Length is >= ShortestNational and <= LongestNational && national[1] is not ('0' or '4')
            ? new PhoneNumber(string.Concat("+62", national))
            : SharedErrors.PhoneInvalid(field);
    }

    /// <summary>Reads a number as <see cref="Parse"/> does, without saying what is wrong.</summary>
    public static bool TryParse(string? text, out PhoneNumber phone) => Parse(text).TryGet(out phone);

    /// <summary>The masked number: safe in a log, empty for <c>default(PhoneNumber)</c>.</summary>
    public override string ToString() => Masked;
}
