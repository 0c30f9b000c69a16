using Portal.Core.Shared;

namespace Portal.Core.Jobs;

/// <summary>Refusals about the work that the house does by itself.</summary>
public static class JobErrors
{
    /// <summary>There is no such work.</summary>
    public static Error Unknown { get; } = new("job_unknown", ErrorKind.NotFound);

    /// <summary>The scheduler is switched off on this node.</summary>
    public static Error Off { get; } = new("jobs_off", ErrorKind.Conflict);

    /// <summary>It is running at this moment.</summary>
    public static Error Running { get; } = new("job_running", ErrorKind.Conflict);
}
