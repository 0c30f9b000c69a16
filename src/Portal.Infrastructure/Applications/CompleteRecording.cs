using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Printing;

namespace Portal.Infrastructure.Applications;

/// <summary>Closes a recording once every part is captured or excepted: the visit ends, and the resident is told what comes next.</summary>
public sealed class CompleteRecording(ApplicationDesk desk, ApplicationCloser closer, OfficePromises promises, StepMessages messages) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RecordApplicant;

    /// <summary>Which recording of which application.</summary>
    public sealed record Command(StepCommand Step, Guid Recording);

    /// <summary>Returns the application, recorded.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command.Step,
        new ApplicationDesk.Trail(AuditVerbs.ApplicationRecorded),
        async (work, stop) =>
        {
            var found = await OpenRecordings.FindAsync(work, command.Recording, stop);
            if (!found.TryGet(out var recording))
            {
                return Result.Refused(found.Errors);
            }

            var recorded = work.Application.Record(recording, work.Actor, work.Now);
            if (!recorded.Succeeded)
            {
                return recorded;
            }

            var closed = recording.Complete(work.Now);
            if (!closed.Succeeded)
            {
                return closed;
            }

            await closer.EndVisitAsync(work.Db, work.Application, work.Now, stop);
            var range = await promises.GiveAsync(work.Db, work.Application, work.Office, work.Now, stop);
            messages.Add(work.Db, work.Application, work.Office, MessageEvent.Recorded, recording.Id.ToString("N"), work.Now, range is null ? null : (range.From, range.Through));
            return Result.Ok;
        },
        actor,
        ct);
}
