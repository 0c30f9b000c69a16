using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Applications;

/// <summary>A second person confirms that the data are right and that the photo is the applicant's.</summary>
public sealed class ConfirmData(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ConfirmData;

    /// <summary>The two answers, and why alone.</summary>
    /// <param name="Step">Of which application.</param>
    /// <param name="DataRight">"Are the data right?", answered with yes.</param>
    /// <param name="PhotoIsTheirs">"Is the photo this person's?", answered with yes.</param>
    /// <param name="AloneBecause">Why somebody who recorded confirms too; null for a second person.</param>
    public sealed record Command(StepCommand Step, bool DataRight, bool PhotoIsTheirs, string? AloneBecause = null);

    /// <summary>Returns the application, verified.</summary>
    public async Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        var why = SecondPerson.ReasonOf(command.AloneBecause);
        return await desk.StepAsync(
            Permission,
            command.Step,
            work => SecondPerson.Trail(work, AuditVerbs.DataConfirmed, why.Value),
            (work, _) => Task.FromResult(Confirm(work, command, why)),
            actor,
            ct);
    }

    private static Result Confirm(ApplicationDesk.Work work, Command command, Result<string?> why)
    {
        if (!why.Succeeded)
        {
            return Result.Refused(why.Errors);
        }

        if (!command.DataRight || !command.PhotoIsTheirs)
        {
            return ApplicationErrors.CheckUnanswered;
        }

        var done = work.Application.ConfirmData(SecondPerson.ActsAlone(work, why.Value), work.Actor, work.Now);
        if (done.Succeeded)
        {
            SecondPerson.NoteIfAlone(work, AuditVerbs.DataConfirmed, why.Value);
        }

        return done;
    }
}
