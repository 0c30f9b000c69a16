using Portal.Core.Applications;
using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>What a message is about.</summary>
public enum MessageEvent
{
    /// <summary>An appointment was booked.</summary>
    BookingConfirmed,

    /// <summary>It was moved.</summary>
    BookingMoved,

    /// <summary>It, and the application with it, was cancelled.</summary>
    BookingCancelled,

    /// <summary>A one-time code.</summary>
    OneTimeCode,

    /// <summary>The resident's own link, sent again.</summary>
    LinkSent,

    /// <summary>Phone or channel was changed; goes to the old number.</summary>
    ContactChanged,

    /// <summary>The dossier came back: something is missing.</summary>
    DossierReturned,

    /// <summary>Recorded: the card is on its way, with the date range.</summary>
    Recorded,

    /// <summary>The recording has to be taken again.</summary>
    RecordAgain,

    /// <summary>The centre found another record: come to the desk.</summary>
    DuplicateFound,

    /// <summary>Refused by a supervisor.</summary>
    Rejected,

    /// <summary>Blangko have run out: printing waits, the place in the order stays. Told once per shortage.</summary>
    BlangkoOut,

    /// <summary>Blangko arrived and the card's turn has come.</summary>
    WaveServed,

    /// <summary>The date range moved later, with the reason.</summary>
    RangeLater,

    /// <summary>The card can be collected.</summary>
    CardReady,

    /// <summary>A one-time code for the person whom the holder sends.</summary>
    DelegateCode,

    /// <summary>The card was handed over; goes to the phone on file.</summary>
    CardCollected,

    /// <summary>What was told last was a mistake of the office and has been taken back.</summary>
    Corrected,
}

/// <summary>What became of a message. It only moves forward.</summary>
public enum MessageState
{
    /// <summary>Waiting to be sent.</summary>
    Pending,

    /// <summary>Kept by the Log provider: shown to staff, nothing left the house.</summary>
    Kept,
}

/// <summary>
/// A message written in the same transaction as the act it tells of. Recipient and text are encrypted; a message for
/// one event, person and channel exists once.
/// </summary>
public sealed class OutboxMessage
{
    private OutboxMessage()
    {
    }

    /// <summary>Writes a message.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="application">Whom it concerns.</param>
    /// <param name="messageEvent">What it is about.</param>
    /// <param name="eventKey">Names the very event, so that the same one cannot send twice: an appointment's version, a code's id.</param>
    /// <param name="channel">WhatsApp or SMS.</param>
    /// <param name="recipient">Encrypted phone number.</param>
    /// <param name="body">Encrypted text.</param>
    /// <param name="now">The moment, UTC.</param>
    public OutboxMessage(Guid id, CardApplication application, MessageEvent messageEvent, string eventKey, Channel channel, byte[] recipient, byte[] body, DateTimeOffset now)
    {
        Id = id;
        ApplicationId = application.Id;
        OfficeCode = application.OfficeCode;
        Event = messageEvent;
        EventKey = eventKey;
        Channel = channel;
        Language = application.Language;
        Recipient = recipient;
        Body = body;
        CreatedAt = now;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whom it concerns.</summary>
    public Guid ApplicationId { get; private set; }

    /// <summary>The office it comes from.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>What it is about.</summary>
    public MessageEvent Event { get; private set; }

    /// <summary>Names the very event.</summary>
    public string EventKey { get; private set; } = "";

    /// <summary>By which channel.</summary>
    public Channel Channel { get; private set; }

    /// <summary>In which language.</summary>
    public Language Language { get; private set; }

    /// <summary>Encrypted phone number.</summary>
    public byte[] Recipient { get; private set; } = [];

    /// <summary>Encrypted text.</summary>
    public byte[] Body { get; private set; } = [];

    /// <summary>When it was written, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>What became of it.</summary>
    public MessageState State { get; private set; }

    /// <summary>Since when, UTC; null while pending.</summary>
    public DateTimeOffset? HandledAt { get; private set; }

    /// <summary>The Log provider took it.</summary>
    public void Keep(DateTimeOffset now)
    {
        State = MessageState.Kept;
        HandledAt = now;
    }
}
