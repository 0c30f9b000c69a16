namespace Portal.Core.Applications;

/// <summary>One status an application had.</summary>
public sealed class StatusEntry
{
    private StatusEntry()
    {
    }

    internal StatusEntry(Guid applicationId, ApplicationState state, StatusSource source, DateTimeOffset at)
    {
        ApplicationId = applicationId;
        State = state;
        Source = source;
        At = at;
    }

    /// <summary>Database-given, ascending.</summary>
    public long Id { get; private set; }

    /// <summary>The application.</summary>
    public Guid ApplicationId { get; private set; }

    /// <summary>The status.</summary>
    public ApplicationState State { get; private set; }

    /// <summary>On whose word.</summary>
    public StatusSource Source { get; private set; }

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
