namespace Portal.Core.Shared;

/// <summary>
/// National identity number (NIK): 16 digits <c>PPKKCC DDMMYY SSSS</c> — district of first registration, day of birth (plus 40 for
/// women), month, two-digit year, serial from 0001. One for life (UU 23/2006 art. 13). It has no check digit.
/// </summary>
/// <remarks>
/// The district may be one that no longer exists, so it is never compared with a list. <see cref="ToString"/> masks, so that a number
/// that strays into a log line is not readable; <see cref="Value"/> has to be asked for.
/// </remarks>
public readonly record struct Nik
{
    private const int Length = 16;
    private const int AddedToDayForWomen = 40;

    // A February has 29 days here; whether that day fits the year is looked at separately.
    private static ReadOnlySpan<byte> LongestMonth => [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    private readonly string? _value;

    private Nik(string value) => _value = value;

    /// <summary>The 16 digits.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(Nik)</c>.</exception>
    public string Value => _value ?? throw new InvalidOperationException("An empty NIK has no value.");

    /// <summary>First six digits: province, regency and district of first registration.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(Nik)</c>.</exception>
    public string RegionCode => Value[..6];

    /// <summary>True when the day of birth is written with 40 added.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(Nik)</c>.</exception>
    public bool IsFemale => TypedDigits.Number(Value.AsSpan(6, 2)) > AddedToDayForWomen;

    /// <summary>First four digits, dots, last two digits.</summary>
    public string Masked => _value is null ? "" : string.Concat(_value.AsSpan(0, 4), "••••••••••", _value.AsSpan(14));

    /// <summary>Reads a NIK; spaces, dots and dashes between the digits are ignored.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="field">The input that errors name.</param>
    /// <returns>The NIK, or <c>nik_required</c>, <c>nik_digits</c>, <c>nik_length</c>, <c>nik_birth_day</c> (no such day in any year 19yy or 20yy) or <c>nik_serial</c>.</returns>
    public static Result<Nik> Parse(string? text, string field = "nik")
    {
        var digits = TypedDigits.Strip(text);
        if (digits.Length == 0)
        {
            return SharedErrors.NikRequired(field);
        }

        if (!TypedDigits.AreDigits(digits))
        {
            return SharedErrors.NikDigits(field);
        }

        if (digits.Length != Length)
        {
            return SharedErrors.NikLength(field, digits.Length);
        }

        if (!HasPossibleBirthDay(digits))
        {
            return SharedErrors.NikBirthDay(field);
        }

        return digits.EndsWith("0000", StringComparison.Ordinal) ? SharedErrors.NikSerial(field) : new Nik(digits);
    }

    /// <summary>Reads a NIK as <see cref="Parse"/> does, without saying what is wrong.</summary>
    public static bool TryParse(string? text, out Nik nik) => Parse(text).TryGet(out nik);

    /// <summary>
    /// True when day, month and the last two digits of the year are those in the number. A mismatch is no proof of an error:
    /// numbers are not reissued when a birth date is corrected.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is <c>default(Nik)</c>.</exception>
    public bool MatchesBirthDate(DateOnly birthDate)
    {
        var (day, month, year) = BirthDay(Value);
        return birthDate.Day == day && birthDate.Month == month && birthDate.Year % 100 == year;
    }

    /// <summary>The masked number: safe in a log, empty for <c>default(Nik)</c>.</summary>
    public override string ToString() => Masked;

    private static (int Day, int Month, int Year) BirthDay(ReadOnlySpan<char> digits)
    {
        var day = TypedDigits.Number(digits.Slice(6, 2));
        return (day > AddedToDayForWomen ? day - AddedToDayForWomen : day, TypedDigits.Number(digits.Slice(8, 2)), TypedDigits.Number(digits.Slice(10, 2)));
    }

    private static bool HasPossibleBirthDay(ReadOnlySpan<char> digits)
    {
        var (day, month, year) = BirthDay(digits);
        if (month is < 1 or > 12 || day < 1 || day > LongestMonth[month - 1])
        {
            return false;
        }

        return day != 29 || month != 2 || DateTime.IsLeapYear(1900 + year) || DateTime.IsLeapYear(2000 + year);
    }
}
