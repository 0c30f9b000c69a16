using Portal.Core.Settings;
using Portal.Core.Shared;

namespace Portal.Core.Offices;

/// <summary>What stands on an office's letters, besides its name.</summary>
public sealed record OfficeLetters
{
    /// <summary>The lines of its letterhead (kop surat), from the top.</summary>
    public IReadOnlyList<string> Head { get; init; } = [];

    /// <summary>Who may sign; the first one signs unless somebody chooses another.</summary>
    public IReadOnlyList<Signatory> Signatories { get; init; } = [];
}

/// <summary>Somebody who signs letters.</summary>
/// <param name="Name">Name with titles.</param>
/// <param name="Position">"Camat".</param>
/// <param name="Nip">18 digits; null where there is none.</param>
public sealed record Signatory(string Name, string Position, string? Nip = null);

/// <summary>What an office is called, where and when it is, and who stands for it.</summary>
/// <param name="Name">The name of the district, without "Kecamatan", at most 100 characters.</param>
/// <param name="Regency">"Kota Cilegon", at most 100 characters.</param>
/// <param name="TimeZone">IANA zone, one of <see cref="OfficeZones"/>.</param>
/// <param name="Contact">Where to ask or complain in person; null until the office fills it in.</param>
/// <param name="Letters">Its letterhead and who signs.</param>
public sealed record OfficeIdentity(string Name, string Regency, string TimeZone, LocalizedText? Contact, OfficeLetters Letters)
{
    /// <summary>Nothing filled in yet; Western time, where most Indonesians live.</summary>
    public static OfficeIdentity Blank { get; } = new("", "", "Asia/Jakarta", null, new OfficeLetters());

    /// <summary>Its form.</summary>
    public static SettingForm<OfficeIdentity> Form { get; } = new(
    [
        Fields.Line<OfficeIdentity>("name", 100, o => o.Name, (o, v) => o with { Name = v }) with { Section = "name" },
        Fields.Line<OfficeIdentity>("regency", 100, o => o.Regency, (o, v) => o with { Regency = v }) with { Section = "name" },
        Fields.Choice<OfficeIdentity>("timeZone", OfficeZones.Names, o => OfficeZones.NameOf(o.TimeZone), (o, v) => o with { TimeZone = OfficeZones.IdOf(v, o.TimeZone) }) with { Section = "name" },
        Fields.Words<OfficeIdentity>("contact", 300, o => o.Contact, (o, v) => o with { Contact = v }) with { Section = "name" },
        Fields.Lines<OfficeIdentity>("head", 6, 100, o => o.Letters.Head, (o, v) => o with { Letters = o.Letters with { Head = v } }) with { Section = "letters" },
        Fields.Rows<OfficeIdentity, Signatory>("signatories", 0, 10, ["Name", "Position", "Nip"], o => o.Letters.Signatories, (o, v) => o with { Letters = o.Letters with { Signatories = v } }, s => TypedText.Row(s.Name, s.Position, s.Nip), ReadSignatory) with
        {
            Section = "letters",
            // The history is kept for good; it names the office, not the person.
            Told = text => string.Join(", ", TypedText.Lines(text).Select(row => TypedText.Cells(row) is [_, var position, ..] ? position : "")),
        },
    ]);

    private static Result<Signatory> ReadSignatory(IReadOnlyList<string> cells, int line)
    {
        if (cells.Count < 2 || cells[0].Length == 0 || cells[1].Length == 0)
        {
            return OfficeErrors.SignatoryIncomplete(line);
        }

        if (cells.Any(c => c.Length > 100))
        {
            return SettingErrors.LineTooLong("signatories", line, 100);
        }

        var nip = cells.Count > 2 ? cells[2].Replace(" ", "", StringComparison.Ordinal) : "";
        return nip.Length == 0 ? new Signatory(cells[0], cells[1])
            : nip.Length == 18 && nip.All(char.IsAsciiDigit) ? new Signatory(cells[0], cells[1], nip)
            : OfficeErrors.NipInvalid(line);
    }
}

/// <summary>The three time zones of Indonesia, as Indonesians name them.</summary>
public static class OfficeZones
{
    private static readonly (string Name, string Id)[] All = [("WIB", "Asia/Jakarta"), ("WITA", "Asia/Makassar"), ("WIT", "Asia/Jayapura")];

    /// <summary>WIB, WITA and WIT.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(z => z.Name)];

    /// <summary>The name of an IANA zone.</summary>
    public static string NameOf(string id) => id switch
    {
        "Asia/Pontianak" => "WIB",
        "Asia/Ujung_Pandang" => "WITA",
        _ => Array.Find(All, z => z.Id == id).Name ?? id,
    };

    /// <summary>The IANA zone of a name; the present one where it has that name already.</summary>
    public static string IdOf(string name, string present) => NameOf(present) == name ? present : Array.Find(All, z => z.Name == name).Id;
}
