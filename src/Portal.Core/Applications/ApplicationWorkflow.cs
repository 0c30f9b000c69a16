using Portal.Core.Staff;

namespace Portal.Core.Applications;

/// <summary>What a transition needs besides its role.</summary>
[Flags]
public enum TransitionNeeds
{
    /// <summary>Nothing more.</summary>
    Nothing = 0,

    /// <summary>One or more reasons, which the resident reads where they concern the resident.</summary>
    Reasons = 1,

    /// <summary>Somebody other than whoever recorded; alone only with a reason that a second person reviews.</summary>
    OtherPerson = 2,

    /// <summary>A blank card from the stock.</summary>
    Blangko = 4,

    /// <summary>Every part of the recording captured or excepted.</summary>
    Recording = 8,

    /// <summary>A check of who the person is.</summary>
    Identity = 16,
}

/// <summary>One row of the table: this verb, from these states, to that one, by holders of this permission.</summary>
/// <param name="Verb">What happens.</param>
/// <param name="From">States in which it may happen.</param>
/// <param name="To">The state it leads to.</param>
/// <param name="Permission">Who may do it: <see cref="PermissionTable.HoldersOf"/> names the roles.</param>
/// <param name="Needs">What else it needs.</param>
/// <param name="CanBeUndone">True when whoever did it may take it back within <see cref="ApplicationWorkflow.UndoFor"/>.</param>
public sealed record Transition(ApplicationVerb Verb, IReadOnlyList<ApplicationState> From, ApplicationState To, Permission Permission, TransitionNeeds Needs = TransitionNeeds.Nothing, bool CanBeUndone = false);

/// <summary>May X become Y? The one table that answers.</summary>
public static class ApplicationWorkflow
{
    /// <summary>How long a step can be taken back by whoever made it: ten minutes, long enough to notice the wrong row, too short to rewrite a day.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromMinutes(10);

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

    private static readonly ApplicationState[] CentreProblems = [ApplicationState.DuplicateFound, ApplicationState.CentreFailed];

    // The centre may correct itself: a failure becomes print-ready after the centre has adjudicated.
    private static readonly ApplicationState[] WithCentre = [ApplicationState.SentToCentre, .. CentreProblems];

    /// <summary>Every transition, in the order of a card's life. <see cref="ApplicationVerb.Undo"/> is not a row: it leads back to where the last step came from.</summary>
    public static IReadOnlyList<Transition> Transitions { get; } =
    [
        new(ApplicationVerb.AcceptDossier, [ApplicationState.Submitted, ApplicationState.DossierReturned], ApplicationState.DossierAccepted, Permission.CheckDossier, CanBeUndone: true),
        new(ApplicationVerb.ReturnDossier, [ApplicationState.Submitted], ApplicationState.DossierReturned, Permission.CheckDossier, TransitionNeeds.Reasons, CanBeUndone: true),
        new(ApplicationVerb.Record, [ApplicationState.DossierAccepted, ApplicationState.RecordingReturned], ApplicationState.Recorded, Permission.RecordApplicant, TransitionNeeds.Recording),
        new(ApplicationVerb.ConfirmData, [ApplicationState.Recorded], ApplicationState.Verified, Permission.ConfirmData, TransitionNeeds.OtherPerson, CanBeUndone: true),
        new(ApplicationVerb.ReturnRecording, [ApplicationState.Recorded], ApplicationState.RecordingReturned, Permission.ConfirmData, TransitionNeeds.OtherPerson | TransitionNeeds.Reasons, CanBeUndone: true),
        new(ApplicationVerb.SendToCentre, [ApplicationState.Verified], ApplicationState.SentToCentre, Permission.SendToCentre),
        new(ApplicationVerb.ReportPrintReady, WithCentre, ApplicationState.PrintReady, Permission.ReportFromCentre),
        new(ApplicationVerb.ReportDuplicate, [ApplicationState.SentToCentre, ApplicationState.CentreFailed], ApplicationState.DuplicateFound, Permission.ReportFromCentre),
        new(ApplicationVerb.ReportFailed, [ApplicationState.SentToCentre, ApplicationState.DuplicateFound], ApplicationState.CentreFailed, Permission.ReportFromCentre),
        new(ApplicationVerb.SendAgain, CentreProblems, ApplicationState.SentToCentre, Permission.ResolveCentreProblem, TransitionNeeds.Reasons),
        new(ApplicationVerb.RecordAgain, CentreProblems, ApplicationState.RecordingReturned, Permission.ResolveCentreProblem, TransitionNeeds.Reasons),
        new(ApplicationVerb.Reject, BeforePrinting, ApplicationState.Rejected, Permission.RejectApplication, TransitionNeeds.Reasons),
        new(ApplicationVerb.StartPrinting, [ApplicationState.PrintReady], ApplicationState.Printing, Permission.PrintCards, TransitionNeeds.Blangko),
        new(ApplicationVerb.FinishPrinting, [ApplicationState.Printing], ApplicationState.Printed, Permission.PrintCards, TransitionNeeds.Blangko),
        new(ApplicationVerb.SpoilCard, [ApplicationState.Printing, ApplicationState.Printed], ApplicationState.PrintReady, Permission.PrintCards, TransitionNeeds.Blangko | TransitionNeeds.Reasons),
        new(ApplicationVerb.StopPrinting, [ApplicationState.Printing], ApplicationState.PrintReady, Permission.PrintCards),
        new(ApplicationVerb.ShipFromElsewhere, [ApplicationState.PrintReady], ApplicationState.PrintedElsewhere, Permission.ReceiveBundles),
        new(ApplicationVerb.ReceiveCard, [ApplicationState.PrintedElsewhere], ApplicationState.Printed, Permission.ReceiveBundles),
        new(ApplicationVerb.MissInBundle, [ApplicationState.PrintedElsewhere], ApplicationState.PrintReady, Permission.ReceiveBundles),
        new(ApplicationVerb.PassQuality, [ApplicationState.Printed], ApplicationState.ReadyForPickup, Permission.CheckQuality, CanBeUndone: true),
        new(ApplicationVerb.FailQuality, [ApplicationState.Printed], ApplicationState.PrintReady, Permission.CheckQuality, TransitionNeeds.Blangko | TransitionNeeds.Reasons),
        new(ApplicationVerb.HandOver, [ApplicationState.ReadyForPickup], ApplicationState.Collected, Permission.HandOverCard, TransitionNeeds.Identity, CanBeUndone: true),
        new(ApplicationVerb.Cancel, BeforePrinting, ApplicationState.Cancelled, Permission.CancelApplication),
        new(ApplicationVerb.FreeNik, WaitingForResident, ApplicationState.Cancelled, Permission.FreeNik, TransitionNeeds.Reasons),
        new(ApplicationVerb.Lapse, WaitingForResident, ApplicationState.Lapsed, Permission.RunJobs),
    ];

    /// <summary>The row of a verb; null for <see cref="ApplicationVerb.Undo"/>.</summary>
    public static Transition? RowOf(ApplicationVerb verb) => Transitions.FirstOrDefault(t => t.Verb == verb);

    /// <summary>The state that <paramref name="verb"/> leads to from <paramref name="state"/>, or null when it is not allowed.</summary>
    public static ApplicationState? Next(ApplicationState state, ApplicationVerb verb) =>
        RowOf(verb) is { } row && row.From.Contains(state) ? row.To : null;

    /// <summary>True while the application occupies its NIK: one person has at most one open application.</summary>
    public static bool IsOpen(ApplicationState state) => state is not
        (ApplicationState.Collected or ApplicationState.Cancelled or ApplicationState.Rejected or ApplicationState.Lapsed);

    /// <summary>True while the resident is still to come for recording.</summary>
    public static bool AwaitsRecording(ApplicationState state) => WaitingForResident.Contains(state);

    /// <summary>True while the next step is a visit of the resident: recording, or collecting the card.</summary>
    public static bool AwaitsVisit(ApplicationState state) => AwaitsRecording(state) || state == ApplicationState.ReadyForPickup;

    /// <summary>True from the recording until the card is printed: the application has, or will get, a place in the print order.</summary>
    public static bool AwaitsCard(ApplicationState state) => state is ApplicationState.Recorded or ApplicationState.Verified or ApplicationState.SentToCentre
        or ApplicationState.DuplicateFound or ApplicationState.CentreFailed or ApplicationState.PrintReady or ApplicationState.Printing or ApplicationState.PrintedElsewhere or ApplicationState.Printed;
}
