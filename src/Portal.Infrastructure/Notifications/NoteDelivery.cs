using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Notifications;

/// <summary>Notes what the provider reports of a message: late, twice or out of order, it makes no difference. Whoever calls has checked that it is the provider.</summary>
public sealed class NoteDelivery(MessageMarks marks) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.HearProvider;

    /// <summary>A report.</summary>
    /// <param name="Message">Our id of the message.</param>
    /// <param name="Attempt">The attempt.</param>
    /// <param name="ProviderId">The provider's id.</param>
    /// <param name="Status">The provider's word for the state.</param>
    /// <param name="Code">The provider's error; 0 for none.</param>
    public sealed record Command(Guid Message, int Attempt, string ProviderId, string Status, int Code);

    /// <summary>Always succeeds for the provider: what is unknown to us, it cannot mend.</summary>
    public async Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        if (TwilioWords.StateOf(command.Status) is { } said)
        {
            await marks.ChangeAsync([command.Message], (message, now) => message.Hear(command.Attempt, command.ProviderId, said, command.Code, now, Random.Shared.NextDouble()), ct);
        }

        return Result.Ok;
    }
}
