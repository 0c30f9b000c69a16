using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>
/// One application for one card: a register number for life, from first contact to handover. State changes only
/// through the verbs below; each leaves a <see cref="StatusEntry"/>.
/// </summary>
public sealed class CardApplication
{
    private readonly List<StatusEntry> _history = [];

    private CardApplication()
    {
    }

    private CardApplication(Guid id, RegisterNumber register, BookingDetails details, SealedPerson person, byte[] linkHash, Intake intake, DateTimeOffset now)
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
        ConsentedAt = now;
        Intake = intake;
        LinkVersion = 1;
        LinkHash = linkHash;
        CreatedAt = now;
        Enter(ApplicationState.Submitted, StatusSource.Office, now);
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

    /// <summary>When the resident consented to the processing (UU 27/2022).</summary>
    public DateTimeOffset ConsentedAt { get; private set; }

    /// <summary>By which door it came in.</summary>
    public Intake Intake { get; private set; }

    /// <summary>The valid version of the resident's own link; a higher one revokes those before.</summary>
    public int LinkVersion { get; private set; }

    /// <summary>Hash by which the valid link is found.</summary>
    public byte[] LinkHash { get; private set; } = [];

    /// <summary>When it was registered, UTC.</summary>
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

    /// <summary>Row version, for pages that may be stale.</summary>
    public uint Version { get; private set; }

    /// <summary>True while it can still be withdrawn.</summary>
    public bool CanCancel => ApplicationWorkflow.Next(State, ApplicationVerb.Cancel) is not null;

    /// <summary>True while the next step is a visit of the resident: recording, or collecting the card.</summary>
    public bool AwaitsVisit => ApplicationWorkflow.AwaitsVisit(State);

    /// <summary>Every status it had, oldest first.</summary>
    public IReadOnlyList<StatusEntry> History => _history;

    /// <summary>Registers an application.</summary>
    public static CardApplication Submit(Guid id, RegisterNumber register, BookingDetails details, SealedPerson person, byte[] linkHash, Intake intake, DateTimeOffset now) =>
        new(id, register, details, person, linkHash, intake, now);

    /// <summary>Withdraws it. Refused once printing has begun or it has ended.</summary>
    public Result Cancel(DateTimeOffset now) => Apply(ApplicationVerb.Cancel, now);

    /// <summary>Ends it because the NIK was used by somebody else, so that its owner can book.</summary>
    public Result FreeNik(DateTimeOffset now) => Apply(ApplicationVerb.FreeNik, now);

    /// <summary>Ends it after a time without activity.</summary>
    public Result Lapse(DateTimeOffset now) => Apply(ApplicationVerb.Lapse, now);

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

    private Result Apply(ApplicationVerb verb, DateTimeOffset now)
    {
        if (ApplicationWorkflow.Next(State, verb) is not { } next)
        {
            return ApplicationErrors.Closed;
        }

        Enter(next, StatusSource.Office, now);
        return Result.Ok;
    }

    private void Enter(ApplicationState state, StatusSource source, DateTimeOffset now)
    {
        State = state;
        StateSince = now;
        StateSource = source;
        ActiveAt = now;
        IsOpen = ApplicationWorkflow.IsOpen(state);
        _history.Add(new StatusEntry(Id, state, source, now));
    }
}
