using Portal.Core.PublicInfo;
using Portal.Core.Shared;

namespace Portal.Core.Booking;

/// <summary>
/// A booking in the making: keeps a place for ten minutes and the typed answers for two hours, so that slow typing
/// or a lost signal costs at most choosing the time again.
/// </summary>
public sealed class BookingDraft
{
    /// <summary>How long a place is kept.</summary>
    public static readonly TimeSpan HoldTime = TimeSpan.FromMinutes(10);

    /// <summary>How long the typed answers are kept.</summary>
    public static readonly TimeSpan KeepTime = TimeSpan.FromHours(2);

    private BookingDraft()
    {
    }

    /// <summary>Begins a booking.</summary>
    public BookingDraft(Guid id, byte[] browserHash, Language language, DateTimeOffset now)
    {
        Id = id;
        BrowserHash = browserHash;
        Language = language;
        KeepUntil = now + KeepTime;
    }

    /// <summary>
    /// The answers that somebody at the desk has typed so far for a person who came without an appointment. Holds no
    /// place; the day is today's.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="deskHash">Names the member of staff and the office: nobody else finds it.</param>
    /// <param name="office">The office.</param>
    /// <param name="localDay">The office's today.</param>
    /// <param name="now">The moment, UTC.</param>
    public static BookingDraft AtDesk(Guid id, byte[] deskHash, OfficeCode office, DateOnly localDay, DateTimeOffset now) =>
        new(id, deskHash, Language.Indonesian, now) { OfficeCode = office, LocalDay = localDay, StartAt = now, EndAt = now, HeldUntil = now };

    /// <summary>Its id, unguessable, in the URL of the booking pages.</summary>
    public Guid Id { get; private set; }

    /// <summary>Hash of the browser's secret cookie: the id alone opens nothing.</summary>
    public byte[] BrowserHash { get; private set; } = [];

    /// <summary>The service asked for.</summary>
    public ServiceSlug Service { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>The service point.</summary>
    public Guid ServicePointId { get; private set; }

    /// <summary>Start of the slot, UTC.</summary>
    public DateTimeOffset StartAt { get; private set; }

    /// <summary>End of the slot, UTC, exclusive.</summary>
    public DateTimeOffset EndAt { get; private set; }

    /// <summary>The office's own calendar day.</summary>
    public DateOnly LocalDay { get; private set; }

    /// <summary>Until when the place is kept, UTC.</summary>
    public DateTimeOffset HeldUntil { get; private set; }

    /// <summary>True while it occupies a place; exactly one statement turns it false.</summary>
    public bool HoldsPlace { get; private set; }

    /// <summary>The typed answers, encrypted; null before any were saved and after booking.</summary>
    public byte[]? Answers { get; private set; }

    /// <summary>The reader's language.</summary>
    public Language Language { get; private set; }

    /// <summary>When the draft is purged, UTC.</summary>
    public DateTimeOffset KeepUntil { get; private set; }

    /// <summary>The application it became, or null.</summary>
    public Guid? ApplicationId { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>Notes the place that was taken for it.</summary>
    public void Hold(ServiceSlug service, OfficeCode office, Guid servicePointId, Slot slot, DateOnly localDay, DateTimeOffset now)
    {
        Service = service;
        OfficeCode = office;
        ServicePointId = servicePointId;
        StartAt = slot.Start.ToUniversalTime();
        EndAt = slot.End.ToUniversalTime();
        LocalDay = localDay;
        HeldUntil = now + HoldTime;
        HoldsPlace = true;
        KeepUntil = now + KeepTime;
    }

    /// <summary>Keeps typed answers.</summary>
    public void Save(byte[] answers, Language language, DateTimeOffset now)
    {
        Answers = answers;
        Language = language;
        KeepUntil = now + KeepTime;
    }

    /// <summary>
    /// It became an application: the place is the appointment's now, the answers are forgotten, and the draft only
    /// remembers where a second click belongs.
    /// </summary>
    public void Use(Guid applicationId)
    {
        ApplicationId = applicationId;
        HoldsPlace = false;
        Answers = null;
    }

    /// <summary>Keeps what the desk has typed.</summary>
    public void SaveAtDesk(ServiceSlug service, byte[] answers, Language language, DateTimeOffset now)
    {
        Service = service;
        Save(answers, language, now);
    }

    /// <summary>True when the place is still kept at <paramref name="now"/>.</summary>
    public bool IsHeldAt(DateTimeOffset now) => HoldsPlace && HeldUntil > now;
}
