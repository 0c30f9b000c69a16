namespace Portal.Core.Audit;

/// <summary>What is wrong with a chain.</summary>
public enum SealFault
{
    /// <summary>A seal with this number is not there.</summary>
    SealMissing,

    /// <summary>The seal is not what it was when it was made: its hash does not fit what it holds.</summary>
    SealChanged,

    /// <summary>Another seal stands in its place: the next one does not follow from it.</summary>
    SealReplaced,

    /// <summary>An event that the seal covers, or that waits for one, is gone.</summary>
    EventMissing,

    /// <summary>An event is not what it was when it was sealed.</summary>
    EventChanged,

    /// <summary>An event is there that no seal covers and that does not wait for one: it was slipped in.</summary>
    EventInserted,

    /// <summary>Two seals cover the same event.</summary>
    EventTwice,
}

/// <summary>The first thing that is wrong with a chain.</summary>
/// <param name="Fault">What.</param>
/// <param name="Chain">Whose chain.</param>
/// <param name="Sequence">The seal; null where it is about an event that no seal covers.</param>
/// <param name="EventId">The event; null where it is about a seal.</param>
/// <param name="TrustedUntil">When the last seal before was made: what it and earlier ones cover is whole. Null when nothing is.</param>
public sealed record SealFinding(SealFault Fault, string Chain, long? Sequence, long? EventId, DateTimeOffset? TrustedUntil);

/// <summary>
/// Follows a chain from seal to seal and stops at the first thing that is wrong. It holds two heads and nothing else, so a chain of
/// any length can be streamed through it.
/// </summary>
/// <param name="chain">Whose chain.</param>
/// <param name="from">The seal before the first that is checked, taken as it stands; null to begin at the beginning.</param>
public sealed class SealVerifier(string chain, SealHead? from = null)
{
    private SealHead? _head = from;
    private DateTimeOffset? _trustedBefore;

    /// <summary>Seals found right.</summary>
    public long Seals { get; private set; }

    /// <summary>Events found right.</summary>
    public long Events { get; private set; }

    /// <summary>The last seal found right, or the one it began after.</summary>
    public SealHead? Head => _head;

    /// <summary>Checks the next seal.</summary>
    /// <param name="seal">The seal with the next number.</param>
    /// <param name="events">The events it names, by id, as they stand now; those that are gone are not in it.</param>
    /// <returns>Null when it is right; otherwise what is wrong first. The verifier is then at its end.</returns>
    public SealFinding? Check(AuditSeal seal, IReadOnlyDictionary<long, AuditEvent> events)
    {
        var next = (_head?.Sequence ?? 0) + 1;
        if (seal.Sequence != next || seal.Chain != chain)
        {
            return Wrong(SealFault.SealMissing, next);
        }

        if (!HoldsTogether(seal))
        {
            return Wrong(SealFault.SealChanged, next);
        }

        if (!seal.Previous.AsSpan().SequenceEqual(_head?.Hash ?? new byte[AuditCanon.HashLength]))
        {
            // This seal fits itself and remembers another one before it.
            return new SealFinding(SealFault.SealReplaced, chain, Math.Max(1, next - 1), null, _trustedBefore);
        }

        for (var i = 0; i < seal.EventIds.Length; i++)
        {
            if (!events.TryGetValue(seal.EventIds[i], out var audited))
            {
                return Wrong(SealFault.EventMissing, next, seal.EventIds[i]);
            }

            if (!seal.EventHash(i).SequenceEqual(AuditCanon.HashOf(audited)))
            {
                return Wrong(SealFault.EventChanged, next, seal.EventIds[i]);
            }
        }

        _trustedBefore = _head?.At;
        _head = seal.Head;
        Seals++;
        Events += seal.Count;
        return null;
    }

    private static bool HoldsTogether(AuditSeal seal) =>
        seal.EventIds.Length > 0 && seal.Count == seal.EventIds.Length && seal.EventHashes.Length == seal.Count * AuditCanon.HashLength
        && seal.FirstEventId == seal.EventIds[0] && seal.LastEventId == seal.EventIds[^1]
        && seal.Previous.Length == AuditCanon.HashLength && AuditCanon.HashOf(seal).AsSpan().SequenceEqual(seal.Hash);

    private SealFinding Wrong(SealFault fault, long sequence, long? eventId = null) => new(fault, chain, sequence, eventId, _head?.At);
}
