using Portal.Core.Shared;

namespace Portal.Core.Audit;

/// <summary>Where a chain of seals stands: its latest seal, or the one before those that are looked at.</summary>
/// <param name="Sequence">The seal's number within its chain, from 1.</param>
/// <param name="At">When it was made, UTC, whole microseconds.</param>
/// <param name="Hash">SHA-256 over it and, through the hash before, over everything earlier: 32 bytes.</param>
public sealed record SealHead(long Sequence, DateTimeOffset At, byte[] Hash)
{
    /// <summary>The head as it is printed: the first 16 hexadecimal digits in groups, <c>1a2b 3c4d 5e6f 7081</c>.</summary>
    public string Short => AuditSeal.ShortOf(Hash);
}

/// <summary>
/// A seal over events of the trail: it names each of them with its hash, and takes in the hash of the seal before, so that changing,
/// deleting or slipping in anything sealed changes every head that follows. The database lets nobody change or delete a seal.
/// How the bytes are made is said in docs/audit-events.md.
/// </summary>
/// <remarks>
/// The events are named one by one and not as a range: ids are given before the commit, so an event with a smaller id may come to
/// light after its neighbours are sealed. It then stands in the next seal.
/// </remarks>
public sealed class AuditSeal
{
    /// <summary>The chain of events without an office.</summary>
    public const string Installation = "installation";

    /// <summary>The largest number of events that one seal covers.</summary>
    public const int Largest = 5_000;

    private AuditSeal()
    {
    }

    /// <summary>Database-given.</summary>
    public long Id { get; private set; }

    /// <summary>An office's code, or <see cref="Installation"/>.</summary>
    public string Chain { get; private set; } = "";

    /// <summary>Its number within the chain: 1, 2, 3 … without a gap.</summary>
    public long Sequence { get; private set; }

    /// <summary>When it was made, UTC, whole microseconds.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The hash of the seal before; 32 zero bytes for the first.</summary>
    public byte[] Previous { get; private set; } = [];

    /// <summary>How many events it covers, 1 to <see cref="Largest"/>.</summary>
    public int Count { get; private set; }

    /// <summary>The smallest id it covers.</summary>
    public long FirstEventId { get; private set; }

    /// <summary>The largest id it covers.</summary>
    public long LastEventId { get; private set; }

    /// <summary>Every id it covers, ascending.</summary>
    public long[] EventIds { get; private set; } = [];

    /// <summary>The hashes of those events in the same order, 32 bytes each, so that a changed event can be named.</summary>
    public byte[] EventHashes { get; private set; } = [];

    /// <summary>SHA-256 over all of the above but the database's id.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>Where the chain stands with this seal.</summary>
    public SealHead Head => new(Sequence, At, Hash);

    /// <summary>The chain that an office's events belong to; null for those of the installation.</summary>
    public static string ChainOf(OfficeCode? office) => office?.Value ?? Installation;

    /// <summary>Seals events.</summary>
    /// <param name="chain">Their chain.</param>
    /// <param name="previous">Where the chain stands; null when this is its first seal.</param>
    /// <param name="events">1 to <see cref="Largest"/> events of the chain, as the database keeps them, ids ascending.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <exception cref="ArgumentException">No events, too many, of another chain, or out of order.</exception>
    public static AuditSeal Of(string chain, SealHead? previous, IReadOnlyList<AuditEvent> events, DateTimeOffset now)
    {
        if (events.Count is 0 or > Largest || events.Any(e => ChainOf(e.OfficeCode) != chain) || events.Zip(events.Skip(1)).Any(pair => pair.First.Id >= pair.Second.Id))
        {
            throw new ArgumentException("A seal covers events of one chain, ids ascending.", nameof(events));
        }

        var seal = new AuditSeal
        {
            Chain = chain,
            Sequence = (previous?.Sequence ?? 0) + 1,
            At = AuditCanon.ToMicroseconds(now),
            Previous = previous?.Hash ?? new byte[AuditCanon.HashLength],
            Count = events.Count,
            FirstEventId = events[0].Id,
            LastEventId = events[^1].Id,
            EventIds = [.. events.Select(e => e.Id)],
            EventHashes = [.. events.SelectMany(AuditCanon.HashOf)],
        };
        seal.Hash = AuditCanon.HashOf(seal);
        return seal;
    }

    /// <summary>The hash of the event at a place in <see cref="EventIds"/>, from 0.</summary>
    public ReadOnlySpan<byte> EventHash(int place) => EventHashes.AsSpan(place * AuditCanon.HashLength, AuditCanon.HashLength);

    /// <summary>The first 16 hexadecimal digits of a head, in groups of four.</summary>
    public static string ShortOf(byte[] hash)
    {
        var digits = Convert.ToHexStringLower(hash);
        return $"{digits[..4]} {digits[4..8]} {digits[8..12]} {digits[12..16]}";
    }
}
