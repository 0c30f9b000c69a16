using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;

namespace Portal.Infrastructure.Printing;

/// <summary>The printed card was looked at and is not good: whoever may pass it may also fail it. <see cref="CardWriteOff"/> says what comes of it.</summary>
public sealed class FailQuality(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.CheckQuality;

    /// <summary>Returns the application, at the front of the order again.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(SpoilPrintJob.Command command, Actor actor, CancellationToken ct) => CardWriteOff.ExecuteAsync(
        desk,
        Permission,
        AuditVerbs.QualityFailed,
        command,
        static (work, why) => work.Application.FailQuality(why, work.Actor, work.Now),
        actor,
        ct);
}
