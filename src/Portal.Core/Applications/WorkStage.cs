using Portal.Core.Offices;

namespace Portal.Core.Applications;

/// <summary>A stage of the office's work, with a queue of its own.</summary>
public enum WorkStage
{
    /// <summary>The dossier is to be checked.</summary>
    Dossier,

    /// <summary>The applicant is to be recorded.</summary>
    Recording,

    /// <summary>A second person is to check the recording.</summary>
    SecondCheck,

    /// <summary>The record is to go out to the centre.</summary>
    ToCentre,

    /// <summary>The centre has it.</summary>
    Centre,

    /// <summary>A supervisor is to decide on a duplicate or a failure.</summary>
    Problem,

    /// <summary>The card is to be printed, here or elsewhere.</summary>
    Printing,

    /// <summary>The printed card is to be looked at.</summary>
    Quality,

    /// <summary>The card waits for its holder.</summary>
    Pickup,
}

/// <summary>Which state belongs to which stage, and how long a stage may take.</summary>
public static class WorkStages
{
    /// <summary>Every stage, in the order of a card's life.</summary>
    public static IReadOnlyList<WorkStage> All { get; } = Enum.GetValues<WorkStage>();

    private static readonly IReadOnlyList<ApplicationState>[] States =
        [.. All.Select(stage => (IReadOnlyList<ApplicationState>)[.. Enum.GetValues<ApplicationState>().Where(state => Of(state) == stage)])];

    /// <summary>The stage that an application in this state waits in; null once it has ended.</summary>
    public static WorkStage? Of(ApplicationState state) => state switch
    {
        ApplicationState.Submitted or ApplicationState.DossierReturned => WorkStage.Dossier,
        ApplicationState.DossierAccepted or ApplicationState.RecordingReturned => WorkStage.Recording,
        ApplicationState.Recorded => WorkStage.SecondCheck,
        ApplicationState.Verified => WorkStage.ToCentre,
        ApplicationState.SentToCentre => WorkStage.Centre,
        ApplicationState.DuplicateFound or ApplicationState.CentreFailed => WorkStage.Problem,
        ApplicationState.PrintReady or ApplicationState.Printing or ApplicationState.PrintedElsewhere => WorkStage.Printing,
        ApplicationState.Printed => WorkStage.Quality,
        ApplicationState.ReadyForPickup => WorkStage.Pickup,
        ApplicationState.Collected or ApplicationState.Cancelled or ApplicationState.Rejected or ApplicationState.Lapsed => null,
    };

    /// <summary>The states that wait in a stage.</summary>
    public static IReadOnlyList<ApplicationState> StatesOf(WorkStage stage) => States[(int)stage];

    /// <summary>Working days within which the office means to finish a stage.</summary>
    public static int PromiseOf(WorkStage stage, StagePromises promises) => stage switch
    {
        WorkStage.Dossier => promises.Dossier,
        WorkStage.Recording => promises.Recording,
        WorkStage.SecondCheck => promises.SecondCheck,
        WorkStage.ToCentre => promises.ToCentre,
        WorkStage.Centre => promises.Centre,
        WorkStage.Problem => promises.Problem,
        WorkStage.Printing => promises.Printing,
        WorkStage.Quality => promises.Quality,
        WorkStage.Pickup => promises.Pickup,
    };

    /// <summary>
    /// True for stages whose work needs the applicant in the room. Their promise runs from the arrival, and whoever booked for
    /// next week is not yet work.
    /// </summary>
    public static bool NeedsPerson(WorkStage stage) => stage is WorkStage.Dossier or WorkStage.Recording;
}
