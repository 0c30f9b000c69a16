namespace Portal.Core.Shared;

/// <summary>A kecamatan by its Kemendagri region code, written <c>36.72.03</c>: province, regency, district.</summary>
public readonly record struct OfficeCode
{
    private readonly string? _value;

    private OfficeCode(string value) => _value = value;

    /// <summary>The code with dots.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(OfficeCode)</c>.</exception>
    public string Value => _value ?? throw new InvalidOperationException("An empty office code has no value.");

    /// <summary>The regency or city it belongs to: <c>36.72</c>.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(OfficeCode)</c>.</exception>
    public string RegencyCode => Value[..5];

    /// <summary>Reads <c>36.72.03</c> or <c>367203</c>.</summary>
    /// <param name="text">The code; spaces around it are ignored.</param>
    /// <param name="field">The input that errors name.</param>
    /// <returns>The code, or <c>office_code_required</c> or <c>office_code_invalid</c>. Whether there is such an office is another question.</returns>
    public static Result<OfficeCode> Parse(string? text, string field = "office")
    {
        var trimmed = (text ?? "").Trim();
        if (trimmed.Length == 0)
        {
            return SharedErrors.OfficeCodeRequired(field);
        }

        return RegionText.TryWithDots(trimmed, [2, 2, 2], out var code) ? new OfficeCode(code) : SharedErrors.OfficeCodeInvalid(field);
    }

    /// <summary>Reads a code as <see cref="Parse"/> does, without saying what is wrong.</summary>
    public static bool TryParse(string? text, out OfficeCode code) => Parse(text).TryGet(out code);

    /// <summary>The code with dots, empty for <c>default(OfficeCode)</c>.</summary>
    public override string ToString() => _value ?? "";
}
