using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Applications;

/// <summary>Gives an unfinished recording up: the power failed, or the person went home.</summary>
public sealed class GiveUpRecording(ApplicationDesk desk, ApplicationCloser closer) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RecordApplicant;

    /// <summary>Which recording.</summary>
    /// <param name="Step">Of which application.</param>
    /// <param name="Recording">The recording that the page showed.</param>
    /// <param name="PersonLeft">True when the person went home: the appointment ends too, so that another can be booked.</param>
    public sealed record Command(StepCommand Step, Guid Recording, bool PersonLeft);

    /// <summary>Returns the application, still waiting to be recorded.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command.Step,
        new ApplicationDesk.Trail(AuditVerbs.RecordingGivenUp, Detail: command.PersonLeft ? "left" : null, Subject: command.Recording),
        async (work, stop) =>
        {
            var found = await OpenRecordings.FindAsync(work, command.Recording, stop);
            if (!found.TryGet(out var recording))
            {
                return Result.Refused(found.Errors);
            }

            if (command.PersonLeft)
            {
                await closer.FreeAppointmentAsync(work.Db, work.Application, work.Now, stop);
            }

            return recording.GiveUp();
        },
        actor,
        ct);
}
