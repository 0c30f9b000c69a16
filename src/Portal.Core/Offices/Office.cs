using Portal.Core.Printing;
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

    /// <summary>Its letterhead and who signs.</summary>
    public OfficeLetters Letters { get; private set; } = new();

    /// <summary>Name, zone, contact and letters together, as they are edited.</summary>
    public OfficeIdentity Identity => new(Name, Regency, TimeZone, Rules.Contact, Letters);

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

    /// <summary>Replaces name, zone, contact and letters.</summary>
    public void Describe(OfficeIdentity identity)
    {
        (Name, Regency, TimeZone, Letters) = (identity.Name, identity.Regency, identity.TimeZone, identity.Letters);
        Rules = Rules with { Contact = identity.Contact };
    }

    /// <summary>Opens the office to residents, closes it to new bookings, or prepares it again.</summary>
    public void Stand(OfficeStanding standing) => Rules = Rules with { Standing = standing };

    /// <summary>Calls a village by another name.</summary>
    public void RenameVillage(VillageCode code, string name) => _villages.Single(v => v.Code == code).Rename(name);

    /// <summary>Takes a village out; whether nobody lives there in the records is asked before.</summary>
    public void RemoveVillage(VillageCode code) => _villages.RemoveAll(v => v.Code == code);
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

    internal void Rename(string name) => Name = name;
}

/// <summary>What an office decides for itself. Every value can be edited; the defaults are those of a new office.</summary>
public sealed record OfficeRules
{
    /// <summary>How far the office is open to residents.</summary>
    public OfficeStanding Standing { get; init; }

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

    /// <summary>Cards the office can print on a working day; null where it states none and its own days tell.</summary>
    public int? PrintsPerDay { get; init; }

    /// <summary>Days after recording within which the office has published that a card is ready; null where it has published none.</summary>
    public int? StandardDays { get; init; }

    /// <summary>Minutes that its procedure (SOP) gives for recording one applicant; null where it has none.</summary>
    public int? RecordingMinutes { get; init; }

    /// <summary>Working days within which each stage is to be done; a stage not named here has the default of <see cref="StagePromises"/>.</summary>
    public StagePromises Stages { get; init; } = new();

    /// <summary>Blanks at or below which the office is warned to ask for more, 0 or more.</summary>
    public int LowStock { get; init; } = 100;

    /// <summary>After how many days an uncollected card is brought to mind, each 1 to 365, ascending; empty for never.</summary>
    public IReadOnlyList<int> PickupReminderDays { get; init; } = [7, 30, 90];

    /// <summary>Classes that are printed before all others, in the office's own words; the office publishes them.</summary>
    public IReadOnlyList<PriorityClass> PriorityClasses { get; init; } =
    [
        new("urgent", 10, new("Keperluan mendesak (berobat)", "Urgent need (medical)")),
        new("exam", 20, new("Siswa yang akan ujian atau lulus sekolah", "School-leavers before an exam")),
    ];

    /// <summary>Reasons for returning a dossier, besides a missing requirement.</summary>
    public IReadOnlyList<LocalizedText> DossierReasons { get; init; } =
    [
        new("Fotokopi tidak terbaca", "A copy cannot be read"),
        new("Data di berkas berbeda dengan KK", "The papers differ from the family card (KK)"),
        new("Berkas atas nama orang lain", "The papers are somebody else's"),
    ];

    /// <summary>Reasons for recording somebody again.</summary>
    public IReadOnlyList<LocalizedText> RecordingReasons { get; init; } =
    [
        new("Foto bukan milik pemohon", "The photo is not the applicant's"),
        new("Foto tidak jelas", "The photo is not clear"),
        new("Data salah ketik", "The data were mistyped"),
    ];

    /// <summary>Reasons why a part of the body could not be captured.</summary>
    public IReadOnlyList<LocalizedText> CaptureExceptions { get; init; } =
    [
        new("Jari tidak ada atau cedera", "A finger is missing or injured"),
        new("Sidik jari aus", "Worn fingerprints"),
        new("Mata tidak dapat direkam", "The eyes cannot be recorded"),
        new("Tidak dapat tanda tangan", "Cannot sign"),
        new("Alat rusak", "The device is broken"),
    ];

    /// <summary>Reasons for writing a card off.</summary>
    public IReadOnlyList<LocalizedText> SpoilReasons { get; init; } =
    [
        new("Cetakan buram atau bergaris", "Blurred or striped print"),
        new("Data atau foto tertukar", "Data or photo mixed up"),
        new("Chip rusak", "The chip is broken"),
        new("Kartu macet di printer", "Jammed in the printer"),
    ];
}

/// <summary>Working days within which an office means to finish each stage; every value can be edited, 0 to 365.</summary>
public sealed record StagePromises
{
    /// <summary>From registration, once the person is here, to a checked dossier.</summary>
    public int Dossier { get; init; } = 1;

    /// <summary>From a checked dossier to the recording.</summary>
    public int Recording { get; init; } = 1;

    /// <summary>From the recording to the second person's check.</summary>
    public int SecondCheck { get; init; } = 1;

    /// <summary>From the check to the centre.</summary>
    public int ToCentre { get; init; } = 2;

    /// <summary>From the centre's queue to its word.</summary>
    public int Centre { get; init; } = 10;

    /// <summary>For a supervisor's decision on a duplicate or a failure.</summary>
    public int Problem { get; init; } = 3;

    /// <summary>From print-ready to printed, while there are blanks.</summary>
    public int Printing { get; init; } = 5;

    /// <summary>From printed to checked.</summary>
    public int Quality { get; init; } = 1;

    /// <summary>From ready to collected, before the office reminds the holder.</summary>
    public int Pickup { get; init; } = 20;
}
