using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;

namespace Portal.Infrastructure.Centre;

/// <summary>What a supervisor does about a duplicate or a failure, short of refusing it.</summary>
public enum CentreDecision
{
    /// <summary>The record goes to the centre again, in a batch of its own.</summary>
    SendAgain,

    /// <summary>The person is asked to come and be recorded again.</summary>
    RecordAgain,
}

/// <summary>Decides on what the centre could not finish.</summary>
public sealed class ResolveCentreProblem(ApplicationDesk desk, StepMessages messages, ICentreLine line) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ResolveCentreProblem;

    /// <summary>What is decided.</summary>
    /// <param name="Step">Which application.</param>
    /// <param name="Decision">What.</param>
    /// <param name="Reasons">Reasons chosen from the office's list for recording again, by their Indonesian words.</param>
    /// <param name="Note">A note of one's own; the resident reads it.</param>
    public sealed record Command(StepCommand Step, CentreDecision Decision, IReadOnlyCollection<string> Reasons, string? Note);

    /// <summary>Carries the decision out; recording again is told to the resident.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => command.Decision switch
    {
        CentreDecision.SendAgain => desk.DoAsync(Permission, command.Step, new(AuditVerbs.ApplicationSentAgain), (work, stop) => SendAgainAsync(work, command, stop), actor, ct),
        CentreDecision.RecordAgain => desk.DoAsync(Permission, command.Step, new(AuditVerbs.ApplicationRecordAgain), (work, _) => Task.FromResult(RecordAgain(work, command)), actor, ct),
    };

    private async Task<Result> SendAgainAsync(ApplicationDesk.Work work, Command command, CancellationToken ct)
    {
        var why = Core.Applications.Reasons.Of([], command.Note);
        if (!why.TryGet(out var reasons))
        {
            return Result.Refused(why.Errors);
        }

        var day = work.Office.Calendar.LocalDay(work.Now);
        var batch = new CentreBatch(Guid.CreateVersion7(work.Now), work.Office.Code, await CentreDelivery.NextNumberAsync(work.Db, work.Office.Code, day, ct), 1, day, work.Actor, work.Now);
        var done = work.Application.SendAgain(batch.Id, reasons, work.Actor, work.Now);
        if (done.Succeeded)
        {
            if (line.SendsByItself)
            {
                batch.SendByItself(work.Now);
            }

            work.Db.CentreBatches.Add(batch);
            work.Db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.CentreBatchMade, work.Actor, work.Now, work.Office.Code, batch.Id, detail: "1"));
        }

        return done;
    }

    private Result RecordAgain(ApplicationDesk.Work work, Command command)
    {
        var why = Core.Applications.Reasons.Of([.. work.Office.Rules.RecordingReasons.Where(r => command.Reasons.Contains(r.Indonesian))], command.Note);
        if (!why.TryGet(out var reasons))
        {
            return Result.Refused(why.Errors);
        }

        var done = work.Application.RecordAgain(reasons, work.Actor, work.Now);
        if (done.Succeeded)
        {
            messages.Add(work.Db, work.Application, work.Office, MessageEvent.RecordAgain, $"record-again:{work.Now.ToUnixTimeSeconds()}", work.Now);
        }

        return done;
    }
}
