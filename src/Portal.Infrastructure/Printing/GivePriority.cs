using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;

namespace Portal.Infrastructure.Printing;

/// <summary>Puts a card into one of the classes that the office publishes. The reason stays in the trail, and the public board counts it.</summary>
public sealed class GivePriority(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.GivePriority;

    /// <summary>Which card, into which class of the office, and why.</summary>
    public sealed record Command(StepCommand Step, string Priority, string? Reason);

    /// <summary>Returns the application.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        var reason = AuditReason.Clean(command.Reason);
        reason.TryGet(out var why);
        return desk.DoAsync(Permission, command.Step, new(AuditVerbs.PriorityGiven, why, command.Priority), (work, _) => Task.FromResult(Give(work, command.Priority, reason)), actor, ct);
    }

    private static Result Give(ApplicationDesk.Work work, string code, Result<string> reason)
    {
        if (!reason.Succeeded)
        {
            return Result.Refused(reason.Errors);
        }

        return work.Office.Rules.PriorityClasses.FirstOrDefault(c => c.Code == code) is { } priority
            ? work.Application.Prioritise(priority, work.Now)
            : ApplicationErrors.PriorityUnknown;
    }
}

/// <summary>Takes a card out of its priority class again: back among all others, at its own time.</summary>
public sealed class TakePriority(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.GivePriority;

    /// <summary>Which card, and why.</summary>
    public sealed record Command(StepCommand Step, string? Reason);

    /// <summary>Returns the application.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        var reason = AuditReason.Clean(command.Reason);
        reason.TryGet(out var why);
        return desk.DoAsync(
            Permission,
            command.Step,
            new(AuditVerbs.PriorityTaken, why),
            (work, _) => Task.FromResult(!reason.Succeeded ? Result.Refused(reason.Errors) : work.Application.Priority is null ? ApplicationErrors.PriorityUnknown : work.Application.Prioritise(null, work.Now)),
            actor,
            ct);
    }
}
