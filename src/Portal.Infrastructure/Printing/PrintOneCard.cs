using Microsoft.EntityFrameworkCore;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>
/// Takes one card to the printer: whoever's number is scanned. When others come before it, that is a jump: it needs a
/// reason, stands in the trail under the operator's name, and is counted in public like every other.
/// </summary>
public sealed class PrintOneCard(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.PrintCards;

    /// <summary>Which card.</summary>
    /// <param name="Office">The office of the page.</param>
    /// <param name="Register">The card.</param>
    /// <param name="Reason">Why before others; null while nobody has asked.</param>
    /// <param name="CommandId">Becomes the batch's id: a double click is one batch.</param>
    public sealed record Command(OfficeCode Office, RegisterNumber Register, string? Reason, Guid CommandId);

    /// <summary>Returns the batch of one; <c>jump_reason</c> when others come first and no reason was given.</summary>
    public Task<Result<StartedBatch>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(command.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        if (!office.Rules.PrintsHere)
        {
            return PrintingErrors.PrintsElsewhere;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await PrintQueue.LockAsync(db, office.Code, ct);
        if (await db.PrintBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == command.CommandId && b.OfficeCode == office.Code, ct) is { } done)
        {
            return new StartedBatch(done.Id, done.Number, 1, 1, false);
        }

        if (await PrintQueue.OneAsync(db, office.Code, command.Register, ct) is not { } application)
        {
            return await db.Applications.AnyAsync(a => a.Register == command.Register && a.OfficeCode == office.Code, ct) ? PrintingErrors.NotInOrder : AccessErrors.NotFound;
        }

        var before = await PrintQueue.BeforeAsync(db, application, ct);
        var reason = before == 0 ? null : command.Reason;
        if (before > 0)
        {
            if (string.IsNullOrWhiteSpace(reason))
            {
                return PrintingErrors.JumpReason(before);
            }

            var clean = AuditReason.Clean(reason);
            if (!clean.TryGet(out reason))
            {
                return Result<StartedBatch>.Refused(clean.Errors);
            }
        }

        var started = await new BatchWriter(db, office, actor, time.GetUtcNow()).BeginAsync(command.CommandId, [application], reason is null ? null : (reason, before), ct);
        if (!started.TryGet(out var batch))
        {
            return Result<StartedBatch>.Refused(started.Errors);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new StartedBatch(batch.Id, batch.Number, 1, 1, false);
    });
}
