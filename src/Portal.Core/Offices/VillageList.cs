using Portal.Core.Settings;
using Portal.Core.Shared;

namespace Portal.Core.Offices;

/// <summary>A village to be added.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Desa or kelurahan; the code says which.</param>
public sealed record NewVillage(VillageCode Code, string Name, VillageKind Kind);

/// <summary>Reads villages as people type or paste them: one a line, code and name.</summary>
public static class VillageList
{
    /// <summary>Lines that are read at once, at most.</summary>
    public const int MostLines = 300;

    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 100;

    private const int SuffixLength = 4;

    /// <summary>
    /// Reads <c>1001 Tamansari</c>, <c>36.72.03.1001 Tamansari</c> and what a spreadsheet puts on the clipboard. Blank lines are left
    /// out and not counted wrong; "Desa" or "Kelurahan" before a name is not part of it.
    /// </summary>
    /// <param name="typed">The lines.</param>
    /// <param name="office">The office that gets them.</param>
    /// <param name="known">The villages it has.</param>
    /// <returns>The villages in their order, or every fault, named by its line.</returns>
    public static Result<IReadOnlyList<NewVillage>> Read(string? typed, OfficeCode office, IReadOnlyList<Village> known)
    {
        var lines = (typed ?? "").Split('\n').Select((text, i) => (Text: TypedText.Line(text), Number: i + 1)).Where(l => l.Text.Length > 0).ToList();
        if (lines.Count == 0)
        {
            return OfficeErrors.VillagesRequired;
        }

        if (lines.Count > MostLines)
        {
            return OfficeErrors.TooManyVillages(MostLines);
        }

        List<NewVillage> villages = [];
        List<Error> errors = [];
        foreach (var (text, number) in lines)
        {
            var read = ReadLine(text, number, office);
            if (!read.TryGet(out var village))
            {
                errors.AddRange(read.Errors);
            }
            else if (villages.Exists(v => v.Code == village.Code))
            {
                errors.Add(OfficeErrors.VillageTwice(number, village.Code.Value));
            }
            else if (known.FirstOrDefault(v => v.Code == village.Code) is { } same)
            {
                errors.Add(OfficeErrors.VillageKnown(number, same.Code.Value, same.Name));
            }
            else
            {
                villages.Add(village);
            }
        }

        return errors.Count > 0 ? Result<IReadOnlyList<NewVillage>>.Refused(errors) : villages;
    }

    /// <summary>A name as it is kept, or null when it is blank, too long, or has signs that no village's name has.</summary>
    public static string? CleanName(string? typed)
    {
        var name = TypedText.Line(typed);
        return name.Length is 0 or > LongestName || !char.IsLetter(name[0]) || !name.All(c => char.IsLetterOrDigit(c) || " .,'’-/()".Contains(c, StringComparison.Ordinal)) ? null : name;
    }

    private static Result<NewVillage> ReadLine(string line, int number, OfficeCode office)
    {
        var end = line.AsSpan().IndexOfAnyExcept("0123456789.");
        if (end <= 0)
        {
            return OfficeErrors.VillageLineUnreadable(number);
        }

        var digits = line[..end].TrimEnd('.');
        var (code, rest) = (VillageCode.Parse(digits.Length == SuffixLength ? $"{office}.{digits}" : digits), line[end..].Trim(' ', ';', ',', ':', '-', TypedText.Bar));
        if (!code.Succeeded)
        {
            return OfficeErrors.VillageLineUnreadable(number);
        }

        if (code.Value.Office != office)
        {
            return OfficeErrors.VillageElsewhere(number, code.Value.Value, office.Value);
        }

        VillageKind? kind = code.Value.Value[^SuffixLength] switch { '1' => VillageKind.Kelurahan, '2' => VillageKind.Desa, _ => null };
        if (kind is not { } known)
        {
            return OfficeErrors.VillageSuffix(number, code.Value.Value);
        }

        var title = known == VillageKind.Desa ? "desa " : "kelurahan ";
        return CleanName(rest.StartsWith(title, StringComparison.OrdinalIgnoreCase) ? rest[title.Length..] : rest) is { } name
            ? new NewVillage(code.Value, name, known)
            : OfficeErrors.VillageName(number);
    }
}
