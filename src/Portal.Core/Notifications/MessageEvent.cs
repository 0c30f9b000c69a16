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

    /// <summary>The appointment is on the next day that the office is open.</summary>
    BookingReminder,

    /// <summary>The card has been waiting to be collected for a while.</summary>
    PickupReminder,

    /// <summary>The office is closed at the time of the appointment: it was moved.</summary>
    DayClosed,

    /// <summary>The office cannot keep the appointment and had no other time: choose another. The application stays.</summary>
    VisitWithdrawn,

    /// <summary>What was told last was a mistake of the office and has been taken back.</summary>
    Corrected,

    /// <summary>What the office tells a group of people; see <see cref="Notifications.Broadcast"/>.</summary>
    Broadcast,
}
