using Portal.Core.Applications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>Whom a broadcast is for, by where their application stands.</summary>
public enum BroadcastStage
{
    /// <summary>Print-ready, and no blank card left for their place in the print order.</summary>
    WaitingForBlangko,

    /// <summary>The card can be collected.</summary>
    ReadyForPickup,

    /// <summary>They have an appointment on a day.</summary>
    BookedOn,

    /// <summary>Something is missing from their dossier.</summary>
    DossierReturned,

    /// <summary>They have to be recorded again.</summary>
    RecordingReturned,

    /// <summary>Recorded, and not yet print-ready.</summary>
    WaitingForCentre,

    /// <summary>Everybody whose application is under way.</summary>
    AllOpen,
}

/// <summary>The group of a broadcast.</summary>
/// <param name="Stage">Where their application stands.</param>
/// <param name="Day">The office's day of the appointment; with <see cref="BroadcastStage.BookedOn"/> only.</param>
/// <param name="Service">Only those who asked for this; null for all.</param>
/// <param name="Villages">Only those of these villages, as codes with dots, in order; empty for all.</param>
public sealed record BroadcastAudience(BroadcastStage Stage, DateOnly? Day, ServiceSlug? Service, IReadOnlyList<string> Villages)
{
    private const int DaysAhead = 366;

    /// <summary>The states that a stage covers; empty for those that are found by something else.</summary>
    public static IReadOnlyList<ApplicationState> StatesOf(BroadcastStage stage) => stage switch
    {
        BroadcastStage.WaitingForBlangko => [ApplicationState.PrintReady],
        BroadcastStage.ReadyForPickup => [ApplicationState.ReadyForPickup],
        BroadcastStage.DossierReturned => [ApplicationState.DossierReturned],
        BroadcastStage.RecordingReturned => [ApplicationState.RecordingReturned],
        BroadcastStage.WaitingForCentre => [ApplicationState.Recorded, ApplicationState.Verified, ApplicationState.SentToCentre],
        BroadcastStage.BookedOn or BroadcastStage.AllOpen => [],
    };

    /// <summary>Checks a choice: a day from today on where one is needed, and villages of this office only.</summary>
    /// <param name="ofOffice">The villages of the office.</param>
    /// <param name="today">The office's own day now.</param>
    /// <returns>The audience as it is kept, or <c>broadcast_day</c>, <c>broadcast_village</c>.</returns>
    public Result<BroadcastAudience> Check(IReadOnlyCollection<VillageCode> ofOffice, DateOnly today)
    {
        if (Stage == BroadcastStage.BookedOn && (Day is not { } day || day < today || day > today.AddDays(DaysAhead)))
        {
            return BroadcastErrors.Day;
        }

        var known = ofOffice.Select(v => v.Value).ToHashSet(StringComparer.Ordinal);
        return Villages.All(known.Contains)
            ? this with { Day = Stage == BroadcastStage.BookedOn ? Day : null, Villages = [.. Villages.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] }
            : BroadcastErrors.Village;
    }
}

/// <summary>How many a broadcast reaches, and by which channel.</summary>
/// <param name="People">People in the group: applications, those of one phone together as one.</param>
/// <param name="Sms">Messages by SMS.</param>
/// <param name="SmsParts">SMS segments that they take together.</param>
/// <param name="WhatsApp">Messages by WhatsApp.</param>
/// <param name="NoPhone">People without a phone, or who chose to get no messages.</param>
/// <param name="OptedOut">People who have told us to send nothing more.</param>
public sealed record BroadcastCount(int People, int Sms, int SmsParts, int WhatsApp, int NoPhone, int OptedOut)
{
    /// <summary>Messages by either channel.</summary>
    public int Messages => Sms + WhatsApp;

    /// <summary>People who get no message and stand on the list of their village.</summary>
    public int Unreached => NoPhone + OptedOut;
}

/// <summary>Limits of broadcasts.</summary>
public static class BroadcastRules
{
    /// <summary>How long after it was written a broadcast may be approved: later, what it says is old.</summary>
    public static readonly TimeSpan DecidedWithin = TimeSpan.FromDays(3);

    /// <summary>How long an office waits between two approvals, so that a mistake is not repeated before anybody complains.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    /// <summary>Broadcasts of an office that may wait for approval at the same time.</summary>
    public const int MostProposed = 5;
}
