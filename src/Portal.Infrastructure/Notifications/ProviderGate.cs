using System.Threading.RateLimiting;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Notifications;

/// <summary>
/// Between this node and the provider: so many requests a second, none while the provider asks to be left alone or its line
/// is down, and after that one at a time until one succeeds.
/// </summary>
public sealed class ProviderGate : IDisposable
{
    private const int FailuresThatClose = 3;
    private const int SegmentsPerSecond = 10;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private readonly TimeProvider _time;
    private readonly TokenBucketRateLimiter _pace;
    private readonly Lock _lock = new();
    private DateTimeOffset _closedUntil;
    private int _failures;
    private int _pauses;

    public ProviderGate(PortalOptions options, TimeProvider time)
    {
        _time = time;
        var perSegment = Math.Max(1, options.Notifications.PerSecond / SegmentsPerSecond);
        _pace = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSegment,
            TokensPerPeriod = perSegment,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)perSegment / options.Notifications.PerSecond),
            QueueLimit = int.MaxValue,
        });
    }

    /// <summary>True while the provider is to be left alone.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _time.GetUtcNow() < _closedUntil;
            }
        }
    }

    /// <summary>How many more messages may be taken in hand.</summary>
    /// <param name="inHand">Messages in hand now.</param>
    /// <param name="most">Messages in hand at most when all is well.</param>
    public int Room(int inHand, int most)
    {
        lock (_lock)
        {
            return _time.GetUtcNow() < _closedUntil ? 0 : Math.Max(0, (_failures > 0 ? 1 : most) - inHand);
        }
    }

    /// <summary>Waits for this node's turn.</summary>
    public async ValueTask WaitAsync(CancellationToken ct)
    {
        using var turn = await _pace.AcquireAsync(1, ct);
    }

    /// <summary>Learns from an answer.</summary>
    public void Note(SendOutcome outcome)
    {
        lock (_lock)
        {
            switch (outcome.Result)
            {
                case SendResult.NotProcessed:
                    _failures++;
                    Close(outcome.Wait);
                    break;
                case SendResult.Unclear when ++_failures >= FailuresThatClose:
                    Close(outcome.Wait);
                    break;
                case SendResult.Taken or SendResult.Refused or SendResult.Missing:
                    (_failures, _pauses, _closedUntil) = (0, 0, default);
                    break;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _pace.Dispose();

    private void Close(TimeSpan? asked)
    {
        var now = _time.GetUtcNow();
        if (now < _closedUntil)
        {
            // Those that were under way when it closed tell nothing new.
            return;
        }

        var pause = asked ?? FirstPause * Math.Pow(2, Math.Min(_pauses++, 10));
        _closedUntil = now + (pause < LongestPause ? pause : LongestPause);
    }
}
