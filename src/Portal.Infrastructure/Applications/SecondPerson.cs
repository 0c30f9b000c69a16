using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Staff;

namespace Portal.Infrastructure.Applications;

/// <summary>What both ends of the second person's check have in common: whoever recorded may do it alone with a reason, and a second person reviews that.</summary>
internal static class SecondPerson
{
    /// <summary>How the trail calls a lone act.</summary>
    public const string Alone = "alone";

    /// <summary>The reason for acting alone as it is kept; null where none was given, because the actor is a second person.</summary>
    public static Result<string?> ReasonOf(string? given)
    {
        if (given is null)
        {
            return (string?)null;
        }

        var clean = AuditReason.Clean(given);
        return clean.TryGet(out var reason) ? reason : Result<string?>.Refused(clean.Errors);
    }

    /// <summary>True when this is a lone act. A reason that nobody needed is not one.</summary>
    public static bool ActsAlone(ApplicationDesk.Work work, string? reason) => reason is not null && work.Application.Recorded(work.Actor);

    /// <summary>The note in the trail.</summary>
    public static ApplicationDesk.Trail Trail(ApplicationDesk.Work work, string verb, string? reason) =>
        ActsAlone(work, reason) ? new(verb, reason, Alone) : new(verb);

    /// <summary>Adds the lone act, if it is one, to what a second person reviews.</summary>
    public static void NoteIfAlone(ApplicationDesk.Work work, string verb, string? reason)
    {
        if (ActsAlone(work, reason))
        {
            LoneActs.Add(work.Db, work.Office, verb, work.Application.Id, reason!, work.Actor, work.Now);
        }
    }
}
