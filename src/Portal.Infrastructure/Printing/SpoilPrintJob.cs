using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;

namespace Portal.Infrastructure.Printing;

/// <summary>The card is spoiled, in the printer or right after it: <see cref="CardWriteOff"/> says what comes of it.</summary>
public sealed class SpoilPrintJob(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.PrintCards;

    /// <summary>Which card, why, and the serial of its blank where it is known.</summary>
    /// <param name="Step">Which application.</param>
    /// <param name="Chosen">Reasons from the office's list.</param>
    /// <param name="Note">A reason of one's own; null or blank for none.</param>
    /// <param name="Serial">Where the office tracks serials and it can still be read.</param>
    public sealed record Command(StepCommand Step, IReadOnlyList<LocalizedText> Chosen, string? Note, string? Serial = null);

    /// <summary>Returns the application, at the front of the order again.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => CardWriteOff.ExecuteAsync(
        desk,
        Permission,
        AuditVerbs.CardSpoiled,
        command,
        static (work, why) => work.Application.SpoilCard(why, work.Actor, work.Now),
        actor,
        ct);
}
