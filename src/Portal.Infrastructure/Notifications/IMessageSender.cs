using Portal.Core.Notifications;

namespace Portal.Infrastructure.Notifications;

/// <summary>A way for messages to leave the house. Which one is the setting <c>Notifications__Provider</c>.</summary>
public interface IMessageSender
{
    /// <summary>True when a message reaches its person; false when it is only kept.</summary>
    bool Leaves { get; }

    /// <summary>Takes a pending message and notes on it what became of it; the caller saves.</summary>
    Task SendAsync(OutboxMessage message, CancellationToken ct);
}

/// <summary>The provider <c>Log</c>: nothing leaves; the message is kept, and staff can read what would have been sent.</summary>
public sealed class LogSender(TimeProvider time) : IMessageSender
{
    /// <inheritdoc />
    public bool Leaves => false;

    /// <inheritdoc />
    public Task SendAsync(OutboxMessage message, CancellationToken ct)
    {
        message.Keep(time.GetUtcNow());
        return Task.CompletedTask;
    }
}
