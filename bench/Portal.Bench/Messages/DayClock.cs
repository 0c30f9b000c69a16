namespace Portal.Bench.Messages;

/// <summary>A clock that runs from noon in Jakarta: at night nothing would be sent.</summary>
internal sealed class DayClock : TimeProvider
{
    private readonly DateTimeOffset _start = new(DateTime.UtcNow.Date.AddHours(5), TimeSpan.Zero);
    private readonly long _began = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _start + System.GetElapsedTime(_began);
}
