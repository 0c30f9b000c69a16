namespace Portal.Core.Applications;

/// <summary>What is known of the resident's next visit.</summary>
public enum VisitOutlook
{
    /// <summary>No appointment.</summary>
    None,

    /// <summary>An appointment that has not begun.</summary>
    Ahead,

    /// <summary>An appointment whose time has come and that the office has not closed yet.</summary>
    Begun,
}

/// <summary>What gives the date by which the next step is expected.</summary>
public enum ExpectedBy
{
    /// <summary>Nothing more will happen.</summary>
    Nothing,

    /// <summary>The resident's appointment.</summary>
    Appointment,

    /// <summary>The resident, who has to act first.</summary>
    Resident,

    /// <summary>The time the office has published; it may have published none.</summary>
    OfficePromise,
}

/// <summary>What a status page tells a resident.</summary>
/// <param name="Stage">Stable name of the stage, also in the API: "ready-for-pickup".</param>
/// <param name="What">Text key: where it stands.</param>
/// <param name="Next">Text key: what comes next, or null when nothing does.</param>
/// <param name="Do">Text key: what the resident should do.</param>
/// <param name="By">What the date of the next step depends on.</param>
public sealed record StatusAdvice(string Stage, string What, string? Next, string Do, ExpectedBy By);

/// <summary>
/// Says in words what a state means. Every answer is made once: the status page is the portal's most visited page.
/// </summary>
public static class StatusGuide
{
    private static readonly StatusAdvice[,] Advice = MakeAll();

    private static readonly StatusAdvice WithoutBlangko = For(ApplicationState.PrintReady, VisitOutlook.None) with { What = "What.no-blangko", Next = "Next.no-blangko", Do = "Do.no-blangko" };

    /// <summary>The stable name of a stage: the state's name in lower case with hyphens.</summary>
    public static string StageOf(ApplicationState state) => Advice[(int)state, (int)VisitOutlook.None].Stage;

    /// <summary>What to tell the holder of an application.</summary>
    public static StatusAdvice For(ApplicationState state, VisitOutlook visit) => Advice[(int)state, (int)visit];

    /// <summary>What to tell the holder of an application that waits for blangko (<see cref="Stock.Shortage.WaitsForBlangko"/>): the stage is the same, what happens and what to do is not.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="visit">What is known of the next visit.</param>
    /// <param name="waitsForBlangko">True when no blank is left for its place in the print order.</param>
    public static StatusAdvice For(ApplicationState state, VisitOutlook visit, bool waitsForBlangko) =>
        waitsForBlangko ? WithoutBlangko : For(state, visit);

    /// <summary>What is known of the visit from the start of the live appointment, or null when there is none.</summary>
    public static VisitOutlook OutlookOf(DateTimeOffset? appointmentStart, DateTimeOffset now) => appointmentStart switch
    {
        null => VisitOutlook.None,
        { } start when start > now => VisitOutlook.Ahead,
        _ => VisitOutlook.Begun,
    };

    /// <summary>
    /// The state that follows when all goes well, or null at the end. After verification the card may also be printed by
    /// the Dinas; this names the way of an office with a printer.
    /// </summary>
    public static ApplicationState? UsualNext(ApplicationState state) => state switch
    {
        ApplicationState.Submitted or ApplicationState.DossierReturned => ApplicationState.DossierAccepted,
        ApplicationState.DossierAccepted or ApplicationState.RecordingReturned => ApplicationState.Recorded,
        ApplicationState.Recorded => ApplicationState.Verified,
        ApplicationState.Verified or ApplicationState.DuplicateFound or ApplicationState.CentreFailed => ApplicationState.SentToCentre,
        ApplicationState.SentToCentre => ApplicationState.PrintReady,
        ApplicationState.PrintReady => ApplicationState.Printing,
        ApplicationState.Printing or ApplicationState.PrintedElsewhere => ApplicationState.Printed,
        ApplicationState.Printed => ApplicationState.ReadyForPickup,
        ApplicationState.ReadyForPickup => ApplicationState.Collected,
        ApplicationState.Collected or ApplicationState.Cancelled or ApplicationState.Rejected or ApplicationState.Lapsed => null,
    };

    private static StatusAdvice[,] MakeAll()
    {
        var states = Enum.GetValues<ApplicationState>();
        var outlooks = Enum.GetValues<VisitOutlook>();
        var all = new StatusAdvice[states.Length, outlooks.Length];
        foreach (var state in states)
        {
            foreach (var visit in outlooks)
            {
                all[(int)state, (int)visit] = Make(state, visit);
            }
        }

        return all;
    }

    private static StatusAdvice Make(ApplicationState state, VisitOutlook visit)
    {
        var stage = Kebab(state.ToString());
        var comes = NeedsVisit(state);
        // Only where the resident is to come does an appointment change the advice.
        var todo = (comes, visit) switch
        {
            (false, _) => $"Do.{stage}",
            (true, VisitOutlook.None) => $"Do.{stage}.none",
            (true, VisitOutlook.Ahead) => $"Do.{stage}.ahead",
            (true, VisitOutlook.Begun) => "Do.begun",
        };
        var next = UsualNext(state) is null ? null : $"Next.{stage}";
        return new StatusAdvice(stage, $"What.{stage}", next, todo, ByOf(state, comes, visit));
    }

    private static ExpectedBy ByOf(ApplicationState state, bool comes, VisitOutlook visit)
    {
        if (UsualNext(state) is null)
        {
            return ExpectedBy.Nothing;
        }

        return !comes ? ExpectedBy.OfficePromise : visit == VisitOutlook.Ahead ? ExpectedBy.Appointment : ExpectedBy.Resident;
    }

    private static bool NeedsVisit(ApplicationState state) =>
        ApplicationWorkflow.AwaitsRecording(state) || state == ApplicationState.ReadyForPickup;

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
