namespace Portal.Infrastructure.Notifications;

/// <summary>A way for messages to leave the house. Which one is the setting <c>Notifications__Provider</c>.</summary>
public interface IMessageSender
{
    /// <summary>True when a message reaches its person; false when it is only kept.</summary>
    bool Leaves { get; }

    /// <summary>Sends a message. Never throws for anything that the line or the provider does.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct);

    /// <summary>Asks whether the provider has a message that may have been sent.</summary>
    Task<SendOutcome> LookUpAsync(OutgoingMessage message, CancellationToken ct);
}

/// <summary>The provider <c>Log</c>: nothing leaves; the message is kept, and staff can read what would have been sent.</summary>
public sealed class LogSender : IMessageSender
{
    private static readonly SendOutcome Kept = new(SendResult.Kept);

    /// <inheritdoc />
    public bool Leaves => false;

    /// <inheritdoc />
    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct) => Task.FromResult(Kept);

    /// <inheritdoc />
    public Task<SendOutcome> LookUpAsync(OutgoingMessage message, CancellationToken ct) => Task.FromResult(Kept);
}
