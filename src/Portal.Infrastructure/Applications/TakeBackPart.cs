using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Applications;

/// <summary>Takes a mistaken note of a part back, while the recording is open.</summary>
public sealed class TakeBackPart(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RecordApplicant;

    /// <summary>Which part of which recording; the command id makes a double click one act.</summary>
    public sealed record Command(RegisterNumber Register, Guid Recording, RecordingPart Part, Guid CommandId);

    /// <summary>Returns the application.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        new StepCommand(command.Register, null, command.CommandId),
        new ApplicationDesk.Trail(AuditVerbs.RecordingPartTakenBack, Detail: TakePart.DetailOf(command.Part, excepted: false), Subject: command.Recording),
        async (work, stop) =>
        {
            var found = await OpenRecordings.FindAsync(work, command.Recording, stop);
            return found.TryGet(out var recording) ? recording.TakeBack(command.Part) : Result.Refused(found.Errors);
        },
        actor,
        ct);
}
