using Portal.Core.Audit;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;

namespace Portal.Infrastructure.Printing;

/// <summary>A card of a bundle is in the hand: scanned, one by one, so that a cut in the middle of the counting loses nothing.</summary>
public sealed class ReceiveBundleCard(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ReceiveBundles;

    /// <summary>Which card, of which bundle.</summary>
    public sealed record Command(StepCommand Step, Guid BundleId);

    /// <summary>Returns the application, here; <c>not_in_bundle</c> for a card of another bundle or of none.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command.Step,
        new(AuditVerbs.CardReceived),
        (work, _) => Task.FromResult(work.Application.BundleId == command.BundleId ? work.Application.ReceiveCard(work.Actor, work.Now) : PrintingErrors.NotInBundle(command.Step.Register.Grouped)),
        actor,
        ct);
}
