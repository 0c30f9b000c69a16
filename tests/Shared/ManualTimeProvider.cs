namespace Portal.Tests;

/// <summary>A clock that stands still until a test moves it. Safe to read and move from many threads.</summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
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
        set => Interlocked.Exchange(ref _ticks, value.UtcTicks);
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => UtcNow;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <summary>Moves the clock, back too.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
