using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;

namespace Portal.Infrastructure.Handovers;

/// <summary>
/// Hands the card over: to its holder, or to whoever the holder sent. The pickup appointment ends, the holder is told, and
/// the NIK is free, all in one transaction. Rp 0.
/// </summary>
public sealed class HandOverCard(ApplicationDesk desk, ApplicationCloser closer, DelegateCodes codes, StepMessages messages) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.HandOverCard;

    /// <summary>Which card, to whom, and how the desk knew the person.</summary>
    /// <param name="Step">Which application.</param>
    /// <param name="To">Who takes it.</param>
    /// <param name="Check">By what the person was recognised.</param>
    /// <param name="Note">What was seen; required for another paper and for a delegate without a code, where it stays in the trail.</param>
    /// <param name="Digits">The holder's one-time code, as the delegate says it.</param>
    public sealed record Command(StepCommand Step, HandedTo To, IdentityCheck Check, string? Note, string? Digits = null);

    /// <summary>Returns the application, collected; a wrong code is counted even though nothing else happens.</summary>
    public async Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        var note = NoteOf(command);
        note.TryGet(out var clean);
        if (command.To == HandedTo.DelegateWithCode && note.Succeeded)
        {
            var tried = await codes.TryAsync(command.Step.Register, command.Digits, Permission, actor, ct);
            if (!tried.Succeeded)
            {
                return Result<StepOutcome>.Refused(tried.Errors);
            }
        }

        var reason = command.To == HandedTo.DelegateByPapers ? clean : null;
        return await desk.DoAsync(
            Permission,
            command.Step,
            new(AuditVerbs.CardHandedOver, reason, $"{command.To} {command.Check}"),
            (work, stop) => note.Succeeded ? HandOverAsync(work, command, clean, stop) : Task.FromResult(Result.Refused(note.Errors)),
            actor,
            ct);
    }

    private async Task<Result> HandOverAsync(ApplicationDesk.Work work, Command command, string? note, CancellationToken ct)
    {
        var done = work.Application.HandOver(work.Actor, work.Now);
        if (!done.Succeeded)
        {
            return done;
        }

        var allowed = command.To switch
        {
            HandedTo.Holder => Result.Ok,
            HandedTo.DelegateWithCode => await codes.UseAsync(work, command.Digits, ct),
            HandedTo.DelegateByPapers => codes.CanSendTo(work.Application) ? HandoverErrors.NeedsCode : Result.Ok,
        };
        if (!allowed.Succeeded)
        {
            return allowed;
        }

        var handover = new Handover(Guid.CreateVersion7(work.Now), work.Application, command.To, command.Check, note, work.Office.Calendar.LocalDay(work.Now), work.Actor, work.Now);
        work.Db.Handovers.Add(handover);
        await closer.EndVisitAsync(work.Db, work.Application, work.Now, ct);
        messages.Add(work.Db, work.Application, work.Office, MessageEvent.CardCollected, handover.Id.ToString("N"), work.Now);
        return Result.Ok;
    }

    private static Result<string?> NoteOf(Command command)
    {
        var required = command.To == HandedTo.DelegateByPapers || command.Check == IdentityCheck.OtherPaper;
        if (!required && string.IsNullOrWhiteSpace(command.Note))
        {
            return (string?)null;
        }

        var clean = AuditReason.Clean(command.Note);
        return clean.TryGet(out var note) ? note : required && clean.Error == AccessErrors.ReasonRequired ? HandoverErrors.NoteRequired : Result<string?>.Refused(clean.Errors);
    }
}
