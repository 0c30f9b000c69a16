using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Applications;

/// <summary>Begins a recording, or joins the one that a colleague has begun.</summary>
public sealed class StartRecording(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RecordApplicant;

    /// <summary>Returns the application; what is open is left as it is.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(StepCommand command, Actor actor, CancellationToken ct)
    {
        Recording? begun = null;
        return desk.StepAsync(
            Permission,
            command,
            _ => begun is null ? null : new(AuditVerbs.RecordingStarted, Subject: begun.Id),
            async (work, stop) =>
            {
                begun = null;
                if (ApplicationWorkflow.Next(work.Application.State, ApplicationVerb.Record) is null)
                {
                    return ApplicationErrors.WrongState;
                }

                if (!await work.Db.Recordings.AnyAsync(r => r.ApplicationId == work.Application.Id && r.IsOpen, stop))
                {
                    begun = new Recording(Guid.CreateVersion7(work.Now), work.Application, work.Office.Calendar.LocalDay(work.Now), work.Actor, work.Now);
                    work.Db.Recordings.Add(begun);
                }

                return Result.Ok;
            },
            actor,
            ct);
    }
}
