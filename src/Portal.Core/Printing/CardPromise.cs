using Portal.Core.Shared;

namespace Portal.Core.Printing;

/// <summary>
/// What one resident was told about when the card will be ready: the first range, the present one, and the one last told. The
/// first one decides whether the promise was kept; it never changes once given.
/// </summary>
public sealed record CardPromise
{
    /// <summary>Calendar days by which the end has to move later before the resident is told again: less is noise, and each message costs attention.</summary>
    public const int TellAfterDays = 7;

    /// <summary>Whose card.</summary>
    public required Guid ApplicationId { get; init; }

    /// <summary>The office.</summary>
    public required OfficeCode OfficeCode { get; init; }

    /// <summary>Office-local day on which the first range was given; null while nothing honest could be said.</summary>
    public DateOnly? GivenOn { get; init; }

    /// <summary>First day of the first range, inclusive.</summary>
    public DateOnly? GivenFrom { get; init; }

    /// <summary>Last day of the first range, inclusive.</summary>
    public DateOnly? GivenThrough { get; init; }

    /// <summary>On what the first range rested.</summary>
    public PromiseBasis? GivenBasis { get; init; }

    /// <summary>First day of the present range, inclusive; null while nothing honest can be said.</summary>
    public DateOnly? FromDay { get; init; }

    /// <summary>Last day of the present range, inclusive.</summary>
    public DateOnly? ThroughDay { get; init; }

    /// <summary>On what the present range rests.</summary>
    public PromiseBasis? Basis { get; init; }

    /// <summary>Office-local day on which a range was last told.</summary>
    public DateOnly? ToldOn { get; init; }

    /// <summary>The last day that was told.</summary>
    public DateOnly? ToldThrough { get; init; }

    /// <summary>The place in the print order when it was told; null before print-ready.</summary>
    public int? ToldPlace { get; init; }

    /// <summary>Why the present range ends later than the one before the last telling; null when it does not.</summary>
    public PromiseDelay? Delay { get; init; }

    /// <summary>When the present range was computed, UTC.</summary>
    public DateTimeOffset ComputedAt { get; init; }

    /// <summary>Office-local day on which the card was ready for pickup; null before.</summary>
    public DateOnly? ReadyOn { get; init; }

    /// <summary>The present range, or null.</summary>
    public PromisedRange? Range => FromDay is { } from && ThroughDay is { } through && Basis is { } basis ? new(from, through, basis) : null;

    /// <summary>True when the card was ready within the first range, false when before or after it; null while it is not ready, or nothing was promised.</summary>
    public bool? Kept => ReadyOn is { } ready && GivenFrom is { } from && GivenThrough is { } through ? from <= ready && ready <= through : null;

    /// <summary>True when the present range ends so much later than the one told that the resident has to hear of it.</summary>
    public bool IsWorthTelling => ThroughDay is { } now && ToldThrough is { } told && now.DayNumber - told.DayNumber >= TellAfterDays;

    /// <summary>The promise after a new computation. The first range that is not null becomes the one given and told.</summary>
    /// <param name="range">The present range; null when nothing honest can be said now.</param>
    /// <param name="place">Place in the print order; null before print-ready.</param>
    /// <param name="today">Office-local day.</param>
    /// <param name="now">The moment, UTC.</param>
    public CardPromise Renew(PromisedRange? range, int? place, DateOnly today, DateTimeOffset now)
    {
        var renewed = this with { FromDay = range?.From, ThroughDay = range?.Through, Basis = range?.Basis, ComputedAt = now };
        return GivenOn is null && range is not null
            ? renewed with { GivenOn = today, GivenFrom = range.From, GivenThrough = range.Through, GivenBasis = range.Basis, ToldOn = today, ToldThrough = range.Through, ToldPlace = place }
            : renewed;
    }

    /// <summary>The promise once the resident has been told the present range and why it moved.</summary>
    public CardPromise Tell(PromiseDelay? why, int? place, DateOnly today) =>
        this with { Delay = why, ToldOn = today, ToldThrough = ThroughDay, ToldPlace = place };

    /// <summary>The promise of a card that is ready.</summary>
    public CardPromise Close(DateOnly readyOn) => this with { ReadyOn = readyOn };
}
