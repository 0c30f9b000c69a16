namespace Portal.Core.Notifications;

/// <summary>One line of the ledger of who wants no messages; the newest line of a phone counts. Never changed or deleted; one-time codes are sent all the same.</summary>
public sealed class OptOut
{
    private OptOut()
    {
    }

    /// <summary>Writes a line.</summary>
    /// <param name="phoneHash">Keyed hash of the phone; the phone itself is not kept.</param>
    /// <param name="stops">True for no more messages, false for messages again.</param>
    /// <param name="byProvider">True when the provider told, false when the person wrote to us.</param>
    /// <param name="at">When, UTC.</param>
    public OptOut(byte[] phoneHash, bool stops, bool byProvider, DateTimeOffset at)
    {
        PhoneHash = phoneHash;
        Stops = stops;
        ByProvider = byProvider;
        At = at;
    }

    /// <summary>Database-given, ascending.</summary>
    public long Id { get; private set; }

    /// <summary>Keyed hash of the phone.</summary>
    public byte[] PhoneHash { get; private set; } = [];

    /// <summary>True for no more messages.</summary>
    public bool Stops { get; private set; }

    /// <summary>True when the provider told.</summary>
    public bool ByProvider { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}

/// <summary>That somebody wrote to us; what was written is not kept.</summary>
public sealed class InboundMessage
{
    private InboundMessage()
    {
    }

    /// <summary>The provider's id of it.</summary>
    public string ProviderId { get; private set; } = "";

    /// <summary>Keyed hash of the phone.</summary>
    public byte[] PhoneHash { get; private set; } = [];

    /// <summary>What it asked for.</summary>
    public InboundWish Wish { get; private set; }

    /// <summary>When it came, UTC.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }
}
