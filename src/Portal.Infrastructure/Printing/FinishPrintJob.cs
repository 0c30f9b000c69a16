using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Stock;

namespace Portal.Infrastructure.Printing;

/// <summary>The card came out of the printer: the reserved blank is used.</summary>
public sealed class FinishPrintJob(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.PrintCards;

    /// <summary>Which card, and the serial of its blank where the office tracks serials.</summary>
    public sealed record Command(StepCommand Step, string? Serial = null);

    /// <summary>Returns the application, printed.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        desk.DoAsync(Permission, command.Step, new(AuditVerbs.CardPrinted), (work, stop) => FinishAsync(work, command.Serial, null, stop), actor, ct);

    /// <summary>The step itself, inside the desk's transaction; with <paramref name="batch"/> only while the card is in that batch.</summary>
    internal static async Task<Result> FinishAsync(ApplicationDesk.Work work, string? typed, Guid? batch, CancellationToken ct)
    {
        if (await PrintJobs.OfAsync(work, ct, PrintJobState.Printing) is not { } job || (batch is not null && job.BatchId != batch))
        {
            return ApplicationErrors.WrongState;
        }

        var serial = await PrintJobs.SerialAsync(work, job, typed, required: true, ct);
        if (!serial.TryGet(out var read))
        {
            return Result.Refused(serial.Errors);
        }

        var done = work.Application.FinishPrinting(work.Actor, work.Now);
        done = done.Succeeded ? job.Finish(read.Serial, work.Actor, work.Now) : done;
        return done.Succeeded
            ? await StockBook.MoveAsync(work.Db, work.Office.Code, -1, 1, balance => StockEntry.Printed(work.Office.Code, job.Id, job.Serial, balance, work.Office.Calendar.LocalDay(work.Now), work.Actor, work.Now, job.Id), ct)
            : done;
    }
}
