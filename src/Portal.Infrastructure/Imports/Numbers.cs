using Portal.Core.Shared;

namespace Portal.Infrastructure.Imports;

/// <summary>Reads the numbers of a row, collecting what is wrong.</summary>
internal static class Numbers
{
    public static T? Take<T>(Result<T> parsed, List<Error> errors)
        where T : struct
    {
        if (parsed.TryGet(out var value))
        {
            return value;
        }

        errors.AddRange(parsed.Errors);
        return null;
    }

    /// <summary>A NIK; one that a spreadsheet has rounded is told as such, for "12 digits" would not help anybody.</summary>
    public static Nik? Nik(string text, string field, List<Error> errors)
    {
        if (text.Contains("E+", StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(FileErrors.NumberRounded(field));
            return null;
        }

        return Take(Core.Shared.Nik.Parse(text, field), errors);
    }
}
