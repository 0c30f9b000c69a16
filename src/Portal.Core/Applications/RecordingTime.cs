namespace Portal.Core.Applications;

/// <summary>How a recording stands against the time that the office's own procedure gives it.</summary>
public enum RecordingPace
{
    /// <summary>The office has no such time.</summary>
    NoStandard,

    /// <summary>Not longer than that.</summary>
    Within,

    /// <summary>Longer.</summary>
    Over,
}

/// <summary>How long a recording took, or has taken so far, against the office's procedure (SOP).</summary>
/// <param name="Elapsed">From its start to its completion, or to now; never negative.</param>
/// <param name="StandardMinutes">What the procedure gives, in minutes; null where the office has none.</param>
public readonly record struct RecordingTime(TimeSpan Elapsed, int? StandardMinutes)
{
    /// <summary>Full minutes, as a person would say them: 7 from 7:00 to 7:59.</summary>
    public int Minutes => (int)Elapsed.TotalMinutes;

    /// <summary>Within to the very second: 7 minutes of 7 are within, 7:01 is over.</summary>
    public RecordingPace Pace => StandardMinutes is not { } standard ? RecordingPace.NoStandard
        : Elapsed <= TimeSpan.FromMinutes(standard) ? RecordingPace.Within : RecordingPace.Over;

    /// <summary>Measures a recording.</summary>
    /// <param name="startedAt">When it began, UTC.</param>
    /// <param name="completedAt">When it was complete, UTC; null while it runs.</param>
    /// <param name="standardMinutes">What the office's procedure gives, in minutes; null where it has none.</param>
    /// <param name="now">The moment, UTC.</param>
    public static RecordingTime Of(DateTimeOffset startedAt, DateTimeOffset? completedAt, int? standardMinutes, DateTimeOffset now)
    {
        var elapsed = (completedAt ?? now) - startedAt;
        return new(elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed, standardMinutes);
    }
}
