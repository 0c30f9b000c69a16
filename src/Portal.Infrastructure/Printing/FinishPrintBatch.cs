using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>
/// All cards of a batch that are still in the printer came out. Each card is a step of its own: whatever stops it half-way
/// leaves the rest in the batch, shown as unfinished. Not where serials are tracked: each card there names its own blank.
/// </summary>
public sealed class FinishPrintBatch(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.PrintCards;

    /// <summary>Which batch.</summary>
    public sealed record Command(Guid BatchId);

    /// <summary>Returns how many cards this call noted as printed; <c>print_batch_done</c> when none was left.</summary>
    public async Task<Result<int>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        var found = await PrintBatches.FindAsync(databases, command.BatchId, Permission, actor, ct);
        if (!found.TryGet(out var batch))
        {
            return Result<int>.Refused(found.Errors);
        }

        if ((await directory.GetAsync(ct))[batch.OfficeCode].Rules.TracksSerials)
        {
            return PrintingErrors.OneByOne;
        }

        var printed = 0;
        foreach (var register in await InPrinterAsync(batch.Id, ct))
        {
            var step = await desk.DoAsync(Permission, new StepCommand(register, null, Guid.NewGuid()), new(AuditVerbs.CardPrinted), (work, stop) => FinishPrintJob.FinishAsync(work, null, batch.Id, stop), actor, ct);
            if (step.Succeeded)
            {
                printed++;
            }
            else if (step.Error != ApplicationErrors.WrongState)
            {
                return Result<int>.Refused(step.Errors);
            }
        }

        return printed > 0 ? printed : PrintingErrors.BatchDone;
    }

    private async Task<IReadOnlyList<RegisterNumber>> InPrinterAsync(Guid batch, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.PrintJobs.Where(j => j.BatchId == batch && j.State == PrintJobState.Printing).OrderBy(j => j.Position)
            .Join(db.Applications, j => j.ApplicationId, a => a.Id, (_, a) => a.Register).ToListAsync(ct);
    }
}
