using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Stock;

namespace Portal.Infrastructure.Printing;

/// <summary>The card was not printed after all: it keeps its place, and the blank is free again.</summary>
public sealed class StopPrintJob(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.PrintCards;

    /// <summary>Returns the application, waiting again.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(StepCommand command, Actor actor, CancellationToken ct) => desk.DoAsync(Permission, command, new(AuditVerbs.PrintStopped), StopAsync, actor, ct);

    private static async Task<Result> StopAsync(ApplicationDesk.Work work, CancellationToken ct)
    {
        if (await PrintJobs.OfAsync(work, ct, PrintJobState.Printing) is not { } job)
        {
            return ApplicationErrors.WrongState;
        }

        var done = work.Application.StopPrinting(work.Actor, work.Now);
        done = done.Succeeded ? job.Stop(work.Actor, work.Now) : done;
        if (done.Succeeded)
        {
            await StockBook.LockAsync(work.Db, work.Office.Code, ct);
            await StockBook.ReleaseAsync(work.Db, work.Office.Code, ct);
        }

        return done;
    }
}
