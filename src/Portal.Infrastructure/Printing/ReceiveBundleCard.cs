using Portal.Core.Applications;
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

    /// <summary>Returns the application, here; for a card that is not of this bundle the error says why, and <c>not_in_bundle</c> that <see cref="TakeExtraCard"/> may add it.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command.Step,
        new(AuditVerbs.CardReceived),
        (work, _) => Task.FromResult(work.Application.BundleId == command.BundleId ? work.Application.ReceiveCard(work.Actor, work.Now) : WhyNot(work.Application)),
        actor,
        ct);

    /// <summary>Why a card is not of the bundle in which it lies.</summary>
    internal static Error WhyNot(CardApplication card) => card.State switch
    {
        ApplicationState.PrintReady => PrintingErrors.NotInBundle(card.Register.Grouped),
        ApplicationState.PrintedElsewhere => PrintingErrors.InOtherBundle(card.Register.Grouped),
        _ => PrintingErrors.WaitsForNoBundle(card.Register.Grouped),
    };
}
