namespace Portal.Core.Shared;

/// <summary>
/// The number of a card application: nine digits and a check digit, written "123 456 7890". Issued once, never reused, the same for
/// the life of the application.
/// </summary>
/// <remarks>
/// The check digit is Damm's (H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004, table of order 10). It catches
/// <em>every</em> single wrong digit and <em>every</em> swap of two neighbours, the two mistakes people make when they copy a number
/// from paper or hear it read aloud. Luhn misses the swap of 0 and 9; a sum modulo 11 needs an eleventh sign; Verhoeff's scheme catches
/// the same but needs three tables. Damm's also keeps its power when the check digit itself is part of the swap.
/// </remarks>
public readonly record struct RegisterNumber
{
    private const int Length = 10;

    /// <summary>The last sequence that a register number exists for; the first is 0.</summary>
    public const long LastSequence = 999_999_999;

    // Row: the digit carried so far; column: the next digit. The diagonal is 0, so a number that ends in its check digit carries 0.
    private static ReadOnlySpan<byte> Damm =>
    [
        0, 3, 1, 7, 5, 9, 8, 6, 4, 2,
        7, 0, 9, 2, 1, 5, 4, 8, 6, 3,
        4, 2, 0, 6, 8, 7, 1, 3, 5, 9,
        1, 7, 5, 0, 9, 8, 3, 4, 2, 6,
        6, 1, 2, 3, 0, 4, 5, 9, 7, 8,
        3, 6, 7, 4, 2, 0, 9, 5, 8, 1,
        5, 8, 6, 9, 7, 2, 0, 1, 3, 4,
        8, 9, 4, 5, 3, 6, 2, 0, 1, 7,
        9, 4, 3, 8, 6, 1, 7, 2, 0, 5,
        2, 5, 8, 1, 4, 3, 6, 7, 9, 0,
    ];

    private readonly string? _value;

    private RegisterNumber(string value) => _value = value;

    /// <summary>The ten digits.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(RegisterNumber)</c>.</exception>
    public string Value => _value ?? throw new InvalidOperationException("An empty register number has no value.");

    /// <summary>The digits in groups for reading and dictating: "123 456 7890".</summary>
    public string Grouped => _value is null ? "" : $"{_value.AsSpan(0, 3)} {_value.AsSpan(3, 3)} {_value.AsSpan(6)}";

    /// <summary>Reads a number as typed, or the address of its status page as pasted or scanned.</summary>
    /// <param name="text">What was typed; spaces, dots and dashes are ignored.</param>
    /// <param name="field">The input that errors name.</param>
    /// <returns>The number, or <c>register_required</c>, <c>register_digits</c>, <c>register_length</c> or <c>register_check_digit</c>. Whether it was ever issued is another question.</returns>
    public static Result<RegisterNumber> Parse(string? text, string field = "register")
    {
        var digits = TypedDigits.Strip(LastSegment(text));
        if (digits.Length == 0)
        {
            return SharedErrors.RegisterRequired(field);
        }

        if (!TypedDigits.AreDigits(digits))
        {
            return SharedErrors.RegisterDigits(field);
        }

        if (digits.Length != Length)
        {
            return SharedErrors.RegisterLength(field, digits.Length);
        }

        return Carry(digits) == 0 ? new RegisterNumber(digits) : SharedErrors.RegisterCheckDigit(field);
    }

    /// <summary>Reads a number as <see cref="Parse"/> does, without saying what is wrong.</summary>
    public static bool TryParse(string? text, out RegisterNumber number) => Parse(text).TryGet(out number);

    /// <summary>
    /// The register number of a position in the installation's sequence. Different sequences give different numbers, and with the key
    /// unknown the next number cannot be told from the last, so nobody can walk through the status pages.
    /// </summary>
    /// <param name="sequence">0 to <see cref="LastSequence"/>, both inclusive.</param>
    /// <param name="key">The installation's key. It must never change: another key could issue a number a second time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sequence is outside the range.</exception>
    public static RegisterNumber FromSequence(long sequence, RegisterNumberKey key)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, LastSequence);
        ArgumentNullException.ThrowIfNull(key);
        return new(string.Create(Length, key.Permute((uint)sequence), static (digits, payload) =>
        {
            for (var i = Length - 2; i >= 0; i--)
            {
                digits[i] = (char)('0' + (payload % 10));
                payload /= 10;
            }

            digits[^1] = (char)('0' + Carry(digits[..^1]));
        }));
    }

    /// <summary>The ten digits, empty for <c>default(RegisterNumber)</c>. Not personal data: it may be logged.</summary>
    public override string ToString() => _value ?? "";

    private static int Carry(ReadOnlySpan<char> digits)
    {
        var carried = 0;
        foreach (var digit in digits)
        {
            carried = Damm[(carried * 10) + (digit - '0')];
        }

        return carried;
    }

    private static string? LastSegment(string? text)
    {
        if (text is null || !text.Contains('/'))
        {
            return text;
        }

        var end = text.AsSpan().IndexOfAny('?', '#');
        var path = (end < 0 ? text : text[..end]).Trim().TrimEnd('/');
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
