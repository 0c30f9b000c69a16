namespace Portal.Tests;

/// <summary>A timer of a clock that only a test moves: it rings when the clock is moved past its time, and never by itself.</summary>
internal sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private readonly Lock _gate = new();
    private long _due = long.MaxValue;
    private TimeSpan _period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : clock.GetTimestamp() + dueTime.Ticks;
            _period = period;
        }

        Ring(clock.GetTimestamp());
        return true;
    }

    /// <summary>Rings once if its time has come, however long ago.</summary>
    public void Ring(long now)
    {
        lock (_gate)
        {
            if (_due > now)
            {
                return;
            }

            _due = _period > TimeSpan.Zero ? now + _period.Ticks : long.MaxValue;
        }

        ThreadPool.QueueUserWorkItem(_ => callback(state));
    }

    public void Dispose() => clock.Forget(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
