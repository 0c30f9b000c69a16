using System.Threading.RateLimiting;

namespace Portal.Infrastructure.Shared;

/// <summary>What is limited, each with its own allowance.</summary>
public enum TryKind
{
    /// <summary>Bookings for one NIK: it must not be worth finding out whether a NIK is registered.</summary>
    BookingPerNik,

    /// <summary>Bookings from one phone number.</summary>
    BookingPerPhone,

    /// <summary>One-time codes for one application: each costs a message.</summary>
    CodePerApplication,

    /// <summary>Lost links asked for one register number.</summary>
    LinkPerRegister,

    /// <summary>Messages that one phone sends us: each may cost an answer.</summary>
    InboundPerPhone,
}

/// <summary>
/// Counts tries per NIK hash, phone hash, application or register number. Counts live in this process: with several
/// nodes each counts its own, which multiplies the allowance by their number and no more.
/// </summary>
public sealed class TryLimiter : IDisposable
{
    private readonly PartitionedRateLimiter<(TryKind Kind, string Key)>? _limiter;

    /// <summary>Makes the limiter, or an open door where limits are off.</summary>
    public TryLimiter(PortalOptions options)
    {
        if (options.RateLimits)
        {
            _limiter = PartitionedRateLimiter.Create<(TryKind Kind, string Key), (TryKind, string)>(tries =>
                RateLimitPartition.GetSlidingWindowLimiter(tries, key => Allowance(key.Item1)));
        }
    }

    /// <summary>Counts a try; false when the allowance is used up.</summary>
    public bool Allow(TryKind kind, byte[] hash) => Allow(kind, Convert.ToHexString(hash));

    /// <summary>Counts a try; false when the allowance is used up.</summary>
    public bool Allow(TryKind kind, string key)
    {
        if (_limiter is null)
        {
            return true;
        }

        using var lease = _limiter.AttemptAcquire((kind, key));
        return lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose() => _limiter?.Dispose();

    private static SlidingWindowRateLimiterOptions Allowance(TryKind kind) => kind switch
    {
        TryKind.BookingPerNik => PerHour(10),
        TryKind.BookingPerPhone => PerHour(20),
        TryKind.CodePerApplication => PerHour(5),
        TryKind.LinkPerRegister => PerHour(5),
        TryKind.InboundPerPhone => PerHour(20),
    };

    private static SlidingWindowRateLimiterOptions PerHour(int tries) => new()
    {
        PermitLimit = tries,
        Window = TimeSpan.FromHours(1),
        SegmentsPerWindow = 6,
        AutoReplenishment = true,
    };
}
