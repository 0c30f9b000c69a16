using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Stock;

namespace Portal.Infrastructure.Printing;

/// <summary>
/// The card is spoiled, in the printer or when it was looked at: the blank is written off, the card goes to the front of
/// the order. A card that came in a bundle used none of the office's blanks; it only goes back to waiting.
/// </summary>
public sealed class SpoilPrintJob(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.PrintCards;

    /// <summary>Which card, why, and the serial of its blank where it is known.</summary>
    /// <param name="Step">Which application.</param>
    /// <param name="Chosen">Reasons from the office's list.</param>
    /// <param name="Note">A reason of one's own; null or blank for none.</param>
    /// <param name="Serial">Where the office tracks serials and it can still be read.</param>
    public sealed record Command(StepCommand Step, IReadOnlyList<LocalizedText> Chosen, string? Note, string? Serial = null);

    /// <summary>Returns the application, at the front of the order again.</summary>
    public async Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var reasons = Reasons.Of(command.Chosen, command.Note);
        return reasons.TryGet(out var why)
            ? await desk.DoAsync(Permission, command.Step, new(AuditVerbs.CardSpoiled, PrintJobs.InWords(why)), (work, stop) => SpoilAsync(work, why, command.Serial, stop), actor, ct)
            : await RefusedAsync(command, reasons.Errors, actor, ct);
    }

    // A record of another office does not exist, whatever else is wrong.
    private async Task<Result<StepOutcome>> RefusedAsync(Command command, IReadOnlyList<Error> errors, Actor actor, CancellationToken ct) =>
        await desk.DoAsync(Permission, command.Step, new(AuditVerbs.CardSpoiled), (_, _) => Task.FromResult(Result.Refused(errors)), actor, ct);

    private static async Task<Result> SpoilAsync(ApplicationDesk.Work work, Reasons why, string? typed, CancellationToken ct)
    {
        var job = await PrintJobs.OfAsync(work, ct, PrintJobState.Printing, PrintJobState.Printed);
        var wasPrinted = work.Application.State == ApplicationState.Printed;
        var done = work.Application.SpoilCard(why, work.Actor, work.Now);
        if (!done.Succeeded || job is null)
        {
            return done;
        }

        var serial = await PrintJobs.SerialAsync(work, job, typed, required: false, ct);
        if (!serial.TryGet(out var read))
        {
            return Result.Refused(serial.Errors);
        }

        done = job.Spoil(read.Serial, work.Actor, work.Now);
        return done.Succeeded ? await WriteOffAsync(work, job, PrintJobs.InWords(why), wasPrinted, ct) : done;
    }

    private static async Task<Result> WriteOffAsync(ApplicationDesk.Work work, PrintJob job, string reason, bool wasPrinted, CancellationToken ct)
    {
        var (office, day) = (work.Office.Code, work.Office.Calendar.LocalDay(work.Now));
        if (wasPrinted)
        {
            var back = await StockBook.MoveAsync(work.Db, office, 1, 0, balance => StockEntry.PrintedTakenBack(office, job.Id, job.Serial, balance, day, work.Actor, work.Now, job.Id), ct);
            if (!back.Succeeded)
            {
                return back;
            }

            // Saved one after the other: the ledger's lines follow one another by their numbers.
            await work.Db.SaveChangesAsync(ct);
        }

        return await StockBook.MoveAsync(work.Db, office, -1, wasPrinted ? 0 : 1, balance => StockEntry.Spoiled(office, 1, job.Id, job.Serial, reason, balance, day, work.Actor, work.Now, job.Id), ct);
    }
}
