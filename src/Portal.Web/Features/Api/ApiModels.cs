using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Portal.Web.Features.Api;

/// <summary>An office that serves residents.</summary>
/// <param name="Code">Region code of the district, "36.72.03".</param>
/// <param name="Name">Name of the district.</param>
/// <param name="Regency">Regency or city.</param>
/// <param name="TimeZone">IANA name; every time of this office carries its offset.</param>
/// <param name="Villages">The villages whose residents it serves.</param>
/// <param name="Services">The services that can be booked here.</param>
public sealed record OfficeOut(string Code, string Name, string Regency, string TimeZone, IReadOnlyList<VillageOut> Villages, IReadOnlyList<string> Services);

/// <summary>A village of an office.</summary>
/// <param name="Code">"36.72.03.1001".</param>
/// <param name="Name">Its name.</param>
public sealed record VillageOut(string Code, string Name);

/// <summary>A slot that has not begun.</summary>
/// <param name="Start">Start, inclusive, with the office's offset.</param>
/// <param name="End">End, exclusive, with the office's offset.</param>
/// <param name="Free">Places that can be booked now.</param>
/// <param name="Capacity">Places that can be booked at all; the share kept for people without an appointment is not counted.</param>
public sealed record SlotOut(DateTimeOffset Start, DateTimeOffset End, int Free, int Capacity);

/// <summary>A booking to make, for the OpenAPI document: what really comes is read value by value, see <see cref="ApiBody"/>.</summary>
public sealed record BookingIn
{
    [Description("new, lost, damaged, changed or moved-in. pickup belongs to an application that exists and is booked on the resident's own page.")]
    public required string Service { get; init; }

    [Description("Office code.")]
    public required string Office { get; init; }

    [Description("Start of a free slot, with an offset.")]
    public required DateTimeOffset Start { get; init; }

    [MaxLength(100), Description("Full name as on the family card.")]
    public required string Name { get; init; }

    [Description("16 digits. The region in it may be any.")]
    public required string Nik { get; init; }

    [Description("Day of birth.")]
    public required DateOnly BirthDate { get; init; }

    [Description("Married or ever married; required under 17.")]
    public bool? EverMarried { get; init; }

    [Description("Indonesian mobile number; may be absent with channel none.")]
    public string? Phone { get; init; }

    [Description("Code of a village of the office.")]
    public required string Village { get; init; }

    [Description("id (default) or en: language of messages.")]
    public string? Language { get; init; }

    [Description("whatsapp, sms or none.")]
    public required string Channel { get; init; }

    [Description("Any of elderly, disability, pregnant.")]
    public IReadOnlyList<string>? Needs { get; init; }

    [Description("The resident has consented to the processing (UU 27/2022).")]
    public required bool Consent { get; init; }
}

/// <summary>A booking that was made.</summary>
/// <param name="Register">The register number, ten digits, for the life of the application.</param>
/// <param name="Start">Start of the appointment, with the office's offset.</param>
/// <param name="StatusUrl">Page that shows how far the application is; holds no personal data.</param>
/// <param name="ManageUrl">The resident's own page to move or cancel the appointment. Whoever has this address may do so: give it to the resident only.</param>
public sealed record BookingOut(string Register, DateTimeOffset Start, string StatusUrl, string ManageUrl);

/// <summary>Where an application stands; no personal data.</summary>
/// <param name="Register">The register number.</param>
/// <param name="Office">Office code.</param>
/// <param name="Stage">Where it stands, "ready-for-pickup".</param>
/// <param name="Since">Since when, with the office's offset.</param>
/// <param name="Source">On whose word: office, centre or phone.</param>
/// <param name="Next">The stage that follows when all goes well; null at the end.</param>
/// <param name="RangeFrom">Earliest day the card is expected; null where unknown.</param>
/// <param name="RangeTo">Latest day the card is expected; null where unknown.</param>
/// <param name="Place">Place in the print order, 1 is next; null where it has none.</param>
/// <param name="Of">How many wait in the print order; null where it has no place.</param>
public sealed record StatusOut(string Register, string Office, string Stage, DateTimeOffset Since, string Source, string? Next, DateOnly? RangeFrom, DateOnly? RangeTo, int? Place, int? Of);

/// <summary>The public board of an office's blank cards (blangko).</summary>
/// <param name="Office">Office code.</param>
/// <param name="Day">The office's own calendar day now.</param>
/// <param name="PrintsHere">False where the Dinas prints: then the office holds no blank cards.</param>
/// <param name="OnHand">Blank cards in the house, those in the printer included.</param>
/// <param name="Available">Of these, free for a card that waits.</param>
/// <param name="Waiting">Cards that wait to be printed.</param>
/// <param name="ReceivedToday">Came in today.</param>
/// <param name="PrintedToday">Became cards today.</param>
/// <param name="SpoiledToday">Spoiled today.</param>
/// <param name="DryDate">Day on which they run out at the office's recent speed without another delivery; null where unknown, far away or none are left.</param>
/// <param name="ShortageSince">Since when there have been none, with the office's offset; null while there are some.</param>
/// <param name="History">Every calendar day asked for, oldest first: opening + received - printed - spoiled - transferred + corrected = closing.</param>
public sealed record StockOut(string Office, DateOnly Day, bool PrintsHere, int OnHand, int Available, int Waiting, int ReceivedToday, int PrintedToday, int SpoiledToday, DateOnly? DryDate, DateTimeOffset? ShortageSince, IReadOnlyList<StockDayOut> History);

/// <summary>One day of the ledger of blank cards.</summary>
/// <param name="Day">The office's own calendar day.</param>
/// <param name="Opening">At its start.</param>
/// <param name="Received">Came in.</param>
/// <param name="Printed">Became cards.</param>
/// <param name="Spoiled">Spoiled.</param>
/// <param name="Transferred">Given away.</param>
/// <param name="Corrected">Set right after a count, up or down.</param>
/// <param name="Closing">At its end.</param>
/// <param name="Closed">Whether it was counted and confirmed as the ledger has it now.</param>
public sealed record StockDayOut(DateOnly Day, int Opening, int Received, int Printed, int Spoiled, int Transferred, int Corrected, int Closing, bool Closed);

/// <summary>A refusal, as RFC 9457 has it.</summary>
/// <param name="Type">Names the kind of problem: "urn:portal:problem:" and the code.</param>
/// <param name="Title">The HTTP status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">A sentence for people, in the language asked for.</param>
/// <param name="Code">Stable code for programs.</param>
/// <param name="Errors">For each wrong field, what is wrong with it.</param>
public sealed record ProblemOut(string Type, string Title, int Status, string Detail, string Code, IReadOnlyDictionary<string, IReadOnlyList<FieldErrorOut>>? Errors);

/// <summary>What is wrong with one field.</summary>
/// <param name="Code">Stable code for programs.</param>
/// <param name="Detail">A sentence for people.</param>
public sealed record FieldErrorOut(string Code, string Detail);
