namespace Portal.Core.Shared;

/// <summary>A village (desa or kelurahan) by its Kemendagri region code, written <c>36.72.03.1001</c>.</summary>
public readonly record struct VillageCode
{
    private const int OfficeLength = 8;

    private readonly string? _value;

    private VillageCode(string value) => _value = value;

    /// <summary>The code with dots.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(VillageCode)</c>.</exception>
    public string Value => _value ?? throw new InvalidOperationException("An empty village code has no value.");

    /// <summary>The kecamatan it lies in.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(VillageCode)</c>.</exception>
    public OfficeCode Office => OfficeCode.Parse(Value[..OfficeLength]).Value;

    /// <summary>Reads <c>36.72.03.1001</c> or <c>3672031001</c>.</summary>
    /// <param name="text">The code; spaces around it are ignored.</param>
    /// <param name="field">The input that errors name.</param>
    /// <returns>The code, or <c>village_code_required</c> or <c>village_code_invalid</c>. Whether there is such a village is another question.</returns>
    public static Result<VillageCode> Parse(string? text, string field = "village")
    {
        var trimmed = (text ?? "").Trim();
        if (trimmed.Length == 0)
        {
            return SharedErrors.VillageCodeRequired(field);
        }

        return RegionText.TryWithDots(trimmed, [2, 2, 2, 4], out var code) ? new VillageCode(code) : SharedErrors.VillageCodeInvalid(field);
    }

    /// <summary>Reads a code as <see cref="Parse"/> does, without saying what is wrong.</summary>
    public static bool TryParse(string? text, out VillageCode code) => Parse(text).TryGet(out code);

    /// <summary>The code with dots, empty for <c>default(VillageCode)</c>.</summary>
    public override string ToString() => _value ?? "";
}
