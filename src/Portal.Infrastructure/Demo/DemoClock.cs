namespace Portal.Infrastructure.Demo;

/// <summary>A clock that stands where it was put, so that the real use cases can have been used last week.</summary>
internal sealed class DemoClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now.ToUniversalTime();

    public override DateTimeOffset GetUtcNow() => _now;

    public void Put(DateTimeOffset at) => _now = at.ToUniversalTime();
}
