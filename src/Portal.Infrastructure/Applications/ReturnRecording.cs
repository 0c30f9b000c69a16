using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Applications;

/// <summary>A second person sends a recording back with reasons; the resident is asked to choose a time and come again.</summary>
public sealed class ReturnRecording(ApplicationDesk desk, StepMessages messages) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ConfirmData;

    /// <summary>Why it goes back, and why alone.</summary>
    /// <param name="Step">Of which application.</param>
    /// <param name="Reasons">Reasons of the office's list as worded there.</param>
    /// <param name="Note">Own words; blank where none are needed.</param>
    /// <param name="AloneBecause">Why somebody who recorded decides too; null for a second person.</param>
    public sealed record Command(StepCommand Step, IReadOnlyList<string> Reasons, string? Note, string? AloneBecause = null);

    /// <summary>Returns the application, to be recorded again.</summary>
    public async Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        var alone = SecondPerson.ReasonOf(command.AloneBecause);
        return await desk.StepAsync(
            Permission,
            command.Step,
            work => SecondPerson.Trail(work, AuditVerbs.RecordingReturned, alone.Value),
            (work, _) => Task.FromResult(Return(work, command, alone)),
            actor,
            ct);
    }

    private Result Return(ApplicationDesk.Work work, Command command, Result<string?> alone)
    {
        if (!alone.Succeeded)
        {
            return Result.Refused(alone.Errors);
        }

        var why = Reasons.Of([.. work.Office.Office.Rules.RecordingReasons.Where(r => command.Reasons.Contains(r.Indonesian))], command.Note);
        if (!why.TryGet(out var reasons))
        {
            return Result.Refused(why.Errors);
        }

        var done = work.Application.ReturnRecording(reasons, SecondPerson.ActsAlone(work, alone.Value), work.Actor, work.Now);
        if (done.Succeeded)
        {
            SecondPerson.NoteIfAlone(work, AuditVerbs.RecordingReturned, alone.Value);
            // Named after the command: returned, taken back and returned once more is told once more.
            messages.Add(work.Db, work.Application, work.Office, MessageEvent.RecordAgain, work.CommandId.ToString("N"), work.Now);
        }

        return done;
    }
}
