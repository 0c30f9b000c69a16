using Portal.Core.Shared;

namespace Portal.Core.Audit;

/// <summary>The head of a chain as somebody types it from paper.</summary>
public static class SealHeadText
{
    /// <summary>Least number of hexadecimal digits, inclusive: what the sheet prints.</summary>
    public const int Shortest = 16;

    private const int Longest = AuditCanon.HashLength * 2;

    /// <summary>Reads 16 to 64 hexadecimal digits, an even number of them; blanks, dots, colons and dashes are ignored.</summary>
    /// <returns>The bytes the head begins with, or <c>seal_head_invalid</c>.</returns>
    public static Result<byte[]> Parse(string? text, string field = "head")
    {
        var digits = string.Concat((text ?? "").Where(sign => !char.IsWhiteSpace(sign) && sign is not ('.' or ':' or '-')));
        return digits.Length is >= Shortest and <= Longest && digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(digits)
            : AuditErrors.HeadInvalid(field, Shortest);
    }
}
