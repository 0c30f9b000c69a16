using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>
/// One application for one card: a register number for life, from first contact to handover. State changes only
/// through the verbs below; each leaves a <see cref="StatusEntry"/>.
/// </summary>
public sealed partial class CardApplication
{
    private readonly List<StatusEntry> _history = [];

    private CardApplication()
    {
    }

    private CardApplication(Guid id, RegisterNumber register, BookingDetails details, SealedPerson person, byte[] linkHash, Intake intake, DateTimeOffset came, DateTimeOffset now)
    {
        Id = id;
        Register = register;
        OfficeCode = details.Office;
        Service = details.Service;
        Name = details.Name;
        NameSearch = PersonName.ForSearch(details.Name);
        Person = person;
        EverMarried = details.EverMarried;
        VillageCode = details.Village;
        Language = details.Language;
        Channel = details.Channel;
        Needs = details.Needs;
        NikMismatch = !details.Nik.MatchesBirthDate(details.BirthDate);
        // Whoever stands on an old list was never asked: the office processes by its legal duty, and the portal claims no consent.
        ConsentedAt = intake == Intake.Import ? null : came;
        Intake = intake;
        LinkVersion = 1;
        LinkHash = linkHash;
        CreatedAt = came;
        Enter(ApplicationState.Submitted, null, StatusSource.Office, null, null, came, now);
    }

    /// <summary>Internal id; appears in no URL.</summary>
    public Guid Id { get; private set; }

    /// <summary>The number the resident keeps.</summary>
    public RegisterNumber Register { get; private set; }

    /// <summary>The office that serves it.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>What is asked for.</summary>
    public ServiceSlug Service { get; private set; }

    /// <summary>Full name; null after erasure.</summary>
    public string? Name { get; private set; }

    /// <summary>The name as it is searched: lower case, without accents.</summary>
    public string? NameSearch { get; private set; }

    /// <summary>Encrypted NIK, birth date and phone; null after erasure.</summary>
    public SealedPerson? Person { get; private set; }

    /// <summary>Married or ever married, as told; needed under 17.</summary>
    public bool EverMarried { get; private set; }

    /// <summary>Home village.</summary>
    public VillageCode VillageCode { get; private set; }

    /// <summary>Language of messages.</summary>
    public Language Language { get; private set; }

    /// <summary>Preferred channel.</summary>
    public Channel Channel { get; private set; }

    /// <summary>Needs that give priority.</summary>
    public SpecialNeeds Needs { get; private set; }

    /// <summary>True when the birth date told does not match the NIK: allowed (NIKs are not reissued when a date is corrected), but staff look twice.</summary>
    public bool NikMismatch { get; private set; }

    /// <summary>When the resident consented to the processing (UU 27/2022); null for an application of the office's old list.</summary>
    public DateTimeOffset? ConsentedAt { get; private set; }

    /// <summary>By which door it came in.</summary>
    public Intake Intake { get; private set; }

    /// <summary>The valid version of the resident's own link; a higher one revokes those before.</summary>
    public int LinkVersion { get; private set; }

    /// <summary>Hash by which the valid link is found.</summary>
    public byte[] LinkHash { get; private set; } = [];

    /// <summary>When it was registered, UTC; on paper: when the person came.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public ApplicationState State { get; private set; }

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset StateSince { get; private set; }

    /// <summary>On whose word.</summary>
    public StatusSource StateSource { get; private set; }

    /// <summary>Last sign of life, UTC; an application without one lapses.</summary>
    public DateTimeOffset ActiveAt { get; private set; }

    /// <summary>True while it occupies its NIK.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Everyone who took a part of the last recording, and whoever closed it; none of them confirms it. Empty before.</summary>
    public IReadOnlyList<Guid> RecordedBy { get; private set; } = [];

    /// <summary>When the last recording was complete, UTC; null before. The date range is given from here.</summary>
    public DateTimeOffset? RecordedAt { get; private set; }

    /// <summary>The batch it waits in, or went to the centre in; null before.</summary>
    public Guid? CentreBatchId { get; private set; }

    /// <summary>When the centre had it ready to be printed, UTC: its time in the print order. Null before.</summary>
    public DateTimeOffset? PrintReadyAt { get; private set; }

    /// <summary>Its class in the print order, lower first: see <see cref="Printing.PrintOrder"/>.</summary>
    public short PrintClass { get; private set; } = Printing.PrintOrder.Normal;

    /// <summary>Code of the office's priority class it was put into, or null.</summary>
    public string? Priority { get; private set; }

    /// <summary>The bundle in which the Dinas shipped it, for an office without a printer; null otherwise.</summary>
    public Guid? BundleId { get; private set; }

    /// <summary>Where the last step came from, while it can be taken back; null when it cannot.</summary>
    public ApplicationState? UndoTo { get; private set; }

    /// <summary>The <see cref="StateSince"/> to return to with it.</summary>
    public DateTimeOffset? UndoSince { get; private set; }

    /// <summary>Who made the last step; null for residents and for the portal itself.</summary>
    public Guid? LastStepBy { get; private set; }

    /// <summary>Row version, for pages that may be stale.</summary>
    public uint Version { get; private set; }

    /// <summary>True while it can still be withdrawn.</summary>
    public bool CanCancel => ApplicationWorkflow.Next(State, ApplicationVerb.Cancel) is not null;

    /// <summary>True while the next step is a visit of the resident: recording, or collecting the card.</summary>
    public bool AwaitsVisit => ApplicationWorkflow.AwaitsVisit(State);

    /// <summary>Every status it had, oldest first.</summary>
    public IReadOnlyList<StatusEntry> History => _history;

    /// <summary>
    /// The entry that says why it stands where it stands; null where no reason was given. It need not be the last one: whoever takes
    /// a step back returns to a state whose reasons were given before.
    /// </summary>
    public StatusEntry? Why => _history.FindLast(e => e.State == State && (e.Reasons.Count > 0 || e.Note is not null));

    /// <summary>Registers an application.</summary>
    public static CardApplication Submit(Guid id, RegisterNumber register, BookingDetails details, SealedPerson person, byte[] linkHash, Intake intake, DateTimeOffset now) =>
        new(id, register, details, person, linkHash, intake, now, now);

    /// <summary>Registers somebody who was taken down on paper.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="slip">The number on the slip that the person was given.</param>
    /// <param name="details">What was taken down.</param>
    /// <param name="person">The same, sealed.</param>
    /// <param name="linkHash">Hash of the own link.</param>
    /// <param name="came">When the person came, UTC; not after <paramref name="now"/>. Order is by it.</param>
    /// <param name="now">When it is keyed in, UTC.</param>
    public static CardApplication FromPaper(Guid id, RegisterNumber slip, BookingDetails details, SealedPerson person, byte[] linkHash, DateTimeOffset came, DateTimeOffset now) =>
        new(id, slip, details, person, linkHash, Intake.Paper, came, now);

    /// <summary>Notes a sign of life.</summary>
    public void Touch(DateTimeOffset now) => ActiveAt = now;

    /// <summary>Changes phone and channel. A channel other than none needs a phone.</summary>
    public Result ChangeContact(byte[]? phone, byte[]? phoneHash, Channel channel, DateTimeOffset now)
    {
        if (!IsOpen || Person is null)
        {
            return ApplicationErrors.Closed;
        }

        if (channel != Channel.None && phone is null)
        {
            return BookingErrors.ChannelNeedsPhone;
        }

        Person = Person with { Phone = phone, PhoneHash = phoneHash };
        Channel = channel;
        Touch(now);
        return Result.Ok;
    }

    /// <summary>Issues a new link; links of earlier versions stop working.</summary>
    public void RenewLink(Func<int, byte[]> hashOfVersion)
    {
        LinkVersion++;
        LinkHash = hashOfVersion(LinkVersion);
    }

    /// <summary>Puts in the same data under new keys; nothing else changes.</summary>
    public void Reseal(SealedPerson person) => Person = person;
}
