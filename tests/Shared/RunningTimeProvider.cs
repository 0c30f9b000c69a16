namespace Portal.Tests;

/// <summary>A clock that runs, from a moment of the test's choice: by day, when messages may be sent, whatever the hour of the test.</summary>
public sealed class RunningTimeProvider : TimeProvider
{
    private readonly DateTimeOffset _start = new ManualTimeProvider().UtcNow;
    private readonly long _began = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _start + System.GetElapsedTime(_began);
}
