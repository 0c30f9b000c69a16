namespace Portal.Core.Applications;

/// <summary>What can happen to an application.</summary>
public enum ApplicationVerb
{
    /// <summary>Withdraw.</summary>
    Cancel,

    /// <summary>Free the NIK that somebody else used; the application ends.</summary>
    FreeNik,

    /// <summary>End after a time without activity.</summary>
    Lapse,
}

/// <summary>May X become Y? The one table that answers.</summary>
public static class ApplicationWorkflow
{
    private static readonly ApplicationState[] BeforePrinting =
    [
        ApplicationState.Submitted, ApplicationState.DossierAccepted, ApplicationState.DossierReturned,
        ApplicationState.Recorded, ApplicationState.RecordingReturned, ApplicationState.Verified,
        ApplicationState.SentToCentre, ApplicationState.DuplicateFound, ApplicationState.CentreFailed,
        ApplicationState.PrintReady,
    ];

    // An application lapses only while the next step is the resident's.
    private static readonly ApplicationState[] WaitingForResident =
    [
        ApplicationState.Submitted, ApplicationState.DossierAccepted, ApplicationState.DossierReturned,
        ApplicationState.RecordingReturned,
    ];

    private static readonly IReadOnlyDictionary<ApplicationVerb, (ApplicationState[] From, ApplicationState To)> Table =
        new Dictionary<ApplicationVerb, (ApplicationState[], ApplicationState)>
        {
            [ApplicationVerb.Cancel] = (BeforePrinting, ApplicationState.Cancelled),
            [ApplicationVerb.FreeNik] = (WaitingForResident, ApplicationState.Cancelled),
            [ApplicationVerb.Lapse] = (WaitingForResident, ApplicationState.Lapsed),
        };

    /// <summary>The state that <paramref name="verb"/> leads to from <paramref name="state"/>, or null when it is not allowed.</summary>
    public static ApplicationState? Next(ApplicationState state, ApplicationVerb verb) =>
        Table[verb].From.Contains(state) ? Table[verb].To : null;

    /// <summary>True while the application occupies its NIK: one person has at most one open application.</summary>
    public static bool IsOpen(ApplicationState state) => state is not
        (ApplicationState.Collected or ApplicationState.Cancelled or ApplicationState.Rejected or ApplicationState.Lapsed);

    /// <summary>True while the resident is still to come for recording.</summary>
    public static bool AwaitsRecording(ApplicationState state) => WaitingForResident.Contains(state);

    /// <summary>True while the next step is a visit of the resident: recording, or collecting the card.</summary>
    public static bool AwaitsVisit(ApplicationState state) => AwaitsRecording(state) || state == ApplicationState.ReadyForPickup;
}
