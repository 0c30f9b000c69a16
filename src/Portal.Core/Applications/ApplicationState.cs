namespace Portal.Core.Applications;

/// <summary>Where a card application stands.</summary>
public enum ApplicationState
{
    /// <summary>Registered; nothing checked yet.</summary>
    Submitted,

    /// <summary>Dossier complete.</summary>
    DossierAccepted,

    /// <summary>Dossier incomplete, returned with reasons.</summary>
    DossierReturned,

    /// <summary>Biometrics captured at the office.</summary>
    Recorded,

    /// <summary>To be recorded again, with reasons.</summary>
    RecordingReturned,

    /// <summary>A second person confirmed the data.</summary>
    Verified,

    /// <summary>Sent to the data centre.</summary>
    SentToCentre,

    /// <summary>The centre found another record of the same person.</summary>
    DuplicateFound,

    /// <summary>The centre could not process the record.</summary>
    CentreFailed,

    /// <summary>Ready to be printed; waiting its turn in the print order.</summary>
    PrintReady,

    /// <summary>In the printer.</summary>
    Printing,

    /// <summary>Printed by the Dinas or the centre, on its way.</summary>
    PrintedElsewhere,

    /// <summary>Printed.</summary>
    Printed,

    /// <summary>Checked; waiting for its holder.</summary>
    ReadyForPickup,

    /// <summary>Handed over.</summary>
    Collected,

    /// <summary>Withdrawn by the resident or the desk.</summary>
    Cancelled,

    /// <summary>Refused by a supervisor with a reason.</summary>
    Rejected,

    /// <summary>Ended by itself after a time without activity.</summary>
    Lapsed,
}

/// <summary>On whose word a status stands: the office records what it did and labels what others say.</summary>
public enum StatusSource
{
    /// <summary>The office's own act, or the resident's act in the portal.</summary>
    Office,

    /// <summary>Imported from the data centre.</summary>
    Centre,

    /// <summary>Told by phone.</summary>
    Phone,
}
