using Portal.Core.Shared;

namespace Portal.Core.Offices;

/// <summary>A kecamatan that serves residents through the portal.</summary>
public sealed class Office
{
    private readonly List<Village> _villages = [];
    private readonly List<ServicePoint> _servicePoints = [];

    private Office()
    {
    }

    /// <summary>Opens an office.</summary>
    public Office(OfficeCode code, string name, string regency, string timeZone, OfficeRules rules)
    {
        Code = code;
        Name = name;
        Regency = regency;
        TimeZone = timeZone;
        Rules = rules;
    }

    /// <summary>The code of the district, "36.72.03".</summary>
    public OfficeCode Code { get; private set; }

    /// <summary>The name of the district, without "Kecamatan".</summary>
    public string Name { get; private set; } = "";

    /// <summary>"Kota Cilegon", "Kab. Banyuasin".</summary>
    public string Regency { get; private set; } = "";

    /// <summary>IANA zone, "Asia/Jakarta".</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>What this office decides for itself.</summary>
    public OfficeRules Rules { get; private set; } = new();

    /// <summary>Its desa and kelurahan.</summary>
    public IReadOnlyList<Village> Villages => _villages;

    /// <summary>Where it receives people: its hall, later village sessions too.</summary>
    public IReadOnlyList<ServicePoint> ServicePoints => _servicePoints;

    /// <summary>Adds a village.</summary>
    public Office WithVillage(VillageCode code, string name, VillageKind kind)
    {
        _villages.Add(new Village(code, Code, name, kind));
        return this;
    }

    /// <summary>Adds a service point.</summary>
    public Office WithServicePoint(ServicePoint point)
    {
        _servicePoints.Add(point);
        return this;
    }

    /// <summary>Replaces the office's own rules.</summary>
    public void ChangeRules(OfficeRules rules) => Rules = rules;
}

/// <summary>What a village is called.</summary>
public enum VillageKind
{
    /// <summary>A desa, code suffix 2001 and up.</summary>
    Desa,

    /// <summary>A kelurahan, code suffix 1001 and up.</summary>
    Kelurahan,
}

/// <summary>A desa or kelurahan of an office.</summary>
public sealed class Village
{
    private Village()
    {
    }

    internal Village(VillageCode code, OfficeCode office, string name, VillageKind kind)
    {
        Code = code;
        OfficeCode = office;
        Name = name;
        Kind = kind;
    }

    /// <summary>"36.72.03.1001".</summary>
    public VillageCode Code { get; private set; }

    /// <summary>The office it belongs to.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>Its name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Desa or kelurahan.</summary>
    public VillageKind Kind { get; private set; }
}

/// <summary>What an office decides for itself. Every value can be edited; the defaults are those of a new office.</summary>
public sealed record OfficeRules
{
    /// <summary>True where a referral letter (surat pengantar) of the village head is asked for.</summary>
    public bool ReferralLetter { get; init; }

    /// <summary>True where blangko serial numbers are tracked.</summary>
    public bool TracksSerials { get; init; }

    /// <summary>False where cards are printed by the Dinas and shipped.</summary>
    public bool PrintsHere { get; init; } = true;

    /// <summary>How many people with an open application may share one phone, 1 to 20.</summary>
    public int PeoplePerPhone { get; init; } = 4;

    /// <summary>Days without activity, 1 to 365, after which an application lapses.</summary>
    public int LapsesAfterDays { get; init; } = 90;

    /// <summary>The time the office has published for a card, in its own words; null where it has published none.</summary>
    public LocalizedText? Promise { get; init; }

    /// <summary>Where to ask or complain in person; null until the office fills it in.</summary>
    public LocalizedText? Contact { get; init; }
}
