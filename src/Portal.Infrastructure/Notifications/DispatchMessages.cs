using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Notifications;

/// <summary>Hands the due messages to the provider, the most urgent and oldest first; several nodes share the work without meeting.</summary>
public sealed class DispatchMessages(MessagePump pump) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many were dealt with; 0 where this node is at it already.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        return await pump.DrainAsync(ct);
    }
}
