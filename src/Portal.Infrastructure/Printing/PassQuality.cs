using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;

namespace Portal.Infrastructure.Printing;

/// <summary>The printed card was looked at and is good: its holder may come, and is told so.</summary>
public sealed class PassQuality(ApplicationDesk desk, StepMessages messages) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.CheckQuality;

    /// <summary>Returns the application, ready for pickup.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(StepCommand command, Actor actor, CancellationToken ct) =>
        desk.DoAsync(Permission, command, new(AuditVerbs.QualityPassed), (work, _) => Task.FromResult(Pass(work)), actor, ct);

    private Result Pass(ApplicationDesk.Work work)
    {
        var passed = work.Application.PassQuality(work.Actor, work.Now);
        if (!passed.Succeeded)
        {
            return passed;
        }

        // Named after this very check: whoever was told that it was taken back is told again when the card passes after all.
        messages.Add(work.Db, work.Application, work.Office, MessageEvent.CardReady, work.CommandId.ToString("N"), work.Now);
        return passed;
    }
}
