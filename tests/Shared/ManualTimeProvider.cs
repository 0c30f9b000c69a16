using System.Collections.Concurrent;

namespace Portal.Tests;

/// <summary>A clock that stands still until a test moves it, timers included. Safe to read and move from many threads.</summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly ConcurrentDictionary<ManualTimer, bool> _timers = new();
    private long _ticks = start.UtcTicks;

    /// <summary>A clock at an ordinary working hour: Monday, 7 December 2026, 09:00 in Jakarta.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 12, 7, 9, 0, 0, TimeSpan.FromHours(7)))
    {
    }

    /// <summary>The instant it shows, in UTC.</summary>
    public DateTimeOffset UtcNow
    {
        get => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
        set
        {
            Interlocked.Exchange(ref _ticks, value.UtcTicks);
            RingDue();
        }
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => UtcNow;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <summary>Moves the clock, back too.</summary>
    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref _ticks, by.Ticks);
        RingDue();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        _timers[timer] = true;
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Forget(ManualTimer timer) => _timers.TryRemove(timer, out _);

    private void RingDue()
    {
        foreach (var timer in _timers.Keys)
        {
            timer.Ring(GetTimestamp());
        }
    }
}
