using Portal.Core.Applications;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Stock;

namespace Portal.Infrastructure.Printing;

/// <summary>
/// A card that is no good, wherever that is found: the blank is written off, the card goes to the front of the order.
/// A card that came in a bundle used none of the office's blanks; it only goes back to waiting.
/// </summary>
internal static class CardWriteOff
{
    /// <summary>Returns the application, at the front of the order again.</summary>
    public static async Task<Result<StepOutcome>> ExecuteAsync(ApplicationDesk desk, Permission permission, string trail, SpoilPrintJob.Command command, Func<ApplicationDesk.Work, Reasons, Result> verb, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(permission) is { } refusal)
        {
            return refusal;
        }

        var reasons = Reasons.Of(command.Chosen, command.Note);
        return reasons.TryGet(out var why)
            ? await desk.DoAsync(permission, command.Step, new(trail, PrintJobs.InWords(why)), (work, stop) => SpoilAsync(work, why, command.Serial, verb, stop), actor, ct)
            // A record of another office does not exist, whatever else is wrong.
            : await desk.DoAsync(permission, command.Step, new(trail), (_, _) => Task.FromResult(Result.Refused(reasons.Errors)), actor, ct);
    }

    private static async Task<Result> SpoilAsync(ApplicationDesk.Work work, Reasons why, string? typed, Func<ApplicationDesk.Work, Reasons, Result> verb, CancellationToken ct)
    {
        var job = await PrintJobs.OfAsync(work, ct, PrintJobState.Printing, PrintJobState.Printed);
        var wasPrinted = work.Application.State == ApplicationState.Printed;
        var done = verb(work, why);
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
