using System.Threading.RateLimiting;
using Portal.Infrastructure.Settings;

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
    private readonly SettingsBook _settings;
    private readonly Lock _lock = new();
    private TokenBucketRateLimiter _pace;
    private int _perSecond;
    private DateTimeOffset _closedUntil;
    private int _failures;
    private int _pauses;

    public ProviderGate(SettingsBook settings, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        _perSecond = settings.FromEnvironment.MessagesPerSecond;
        _pace = PaceOf(_perSecond);
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
        var perSecond = (await _settings.GetAsync(ct)).MessagesPerSecond;
        using var turn = await PaceFor(perSecond).AcquireAsync(1, ct);
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

    // Whoever waits at the former pace still gets a turn there: it is left to them, and goes with them.
    private TokenBucketRateLimiter PaceFor(int perSecond)
    {
        lock (_lock)
        {
            if (perSecond != _perSecond)
            {
                (_perSecond, _pace) = (perSecond, PaceOf(perSecond));
            }

            return _pace;
        }
    }

    private static TokenBucketRateLimiter PaceOf(int perSecond)
    {
        var perSegment = Math.Max(1, perSecond / SegmentsPerSecond);
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSegment,
            TokensPerPeriod = perSegment,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)perSegment / perSecond),
            QueueLimit = int.MaxValue,
        });
    }

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
