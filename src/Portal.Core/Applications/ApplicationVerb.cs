namespace Portal.Core.Applications;

/// <summary>What can happen to an application.</summary>
public enum ApplicationVerb
{
    /// <summary>The dossier is complete.</summary>
    AcceptDossier,

    /// <summary>The dossier goes back, with reasons.</summary>
    ReturnDossier,

    /// <summary>Photo, signature, fingerprints and iris are each captured, or excepted with a reason.</summary>
    Record,

    /// <summary>A second person confirms the data and that the photo belongs to the person.</summary>
    ConfirmData,

    /// <summary>A second person sends the recording back, with reasons.</summary>
    ReturnRecording,

    /// <summary>The record went out to the data centre.</summary>
    SendToCentre,

    /// <summary>The centre says: ready to be printed (PRINT_READY_RECORD).</summary>
    ReportPrintReady,

    /// <summary>The centre says: this person has another record.</summary>
    ReportDuplicate,

    /// <summary>The centre says: it could not be processed.</summary>
    ReportFailed,

    /// <summary>A supervisor has it sent to the centre again.</summary>
    SendAgain,

    /// <summary>A supervisor has it recorded again.</summary>
    RecordAgain,

    /// <summary>A supervisor refuses it.</summary>
    Reject,

    /// <summary>A blank card is reserved and the card goes to the printer.</summary>
    StartPrinting,

    /// <summary>It came out of the printer.</summary>
    FinishPrinting,

    /// <summary>The card is spoiled: the blank is written off and the application goes to the front of the order.</summary>
    SpoilCard,

    /// <summary>It was not printed after all: the blank goes back to the stock.</summary>
    StopPrinting,

    /// <summary>The Dinas or the centre printed and shipped it, for an office without a printer.</summary>
    ShipFromElsewhere,

    /// <summary>The shipped card arrived and was counted.</summary>
    ReceiveCard,

    /// <summary>Reported as shipped, but not in the bundle when it was counted: back to waiting.</summary>
    MissInBundle,

    /// <summary>The printed card was looked at and is good.</summary>
    PassQuality,

    /// <summary>The printed card was looked at and is not good: the blank is written off and the application goes to the front of the order.</summary>
    FailQuality,

    /// <summary>Handed over to its holder, or to a delegate with a one-time code.</summary>
    HandOver,

    /// <summary>Withdraw.</summary>
    Cancel,

    /// <summary>Free the NIK that somebody else used; the application ends.</summary>
    FreeNik,

    /// <summary>End after a time without activity.</summary>
    Lapse,

    /// <summary>Take the last step back, by whoever made it, within minutes.</summary>
    Undo,
}
