using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Paper;

/// <summary>Sets register numbers aside for slips that are printed and given out at once.</summary>
public sealed class PreparePaper(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, ApplicationRegistrar registrar, TimeProvider time) : IUseCase
{
    /// <summary>Fewest slips of a block.</summary>
    public const int Least = 1;

    /// <summary>Most slips of a block.</summary>
    public const int Most = 200;

    /// <inheritdoc />
    public static Permission Permission => Permission.PreparePaper;

    /// <summary>How many slips; the command id makes a double click one block.</summary>
    public sealed record Command(OfficeCode Office, int Count, Guid CommandId);

    /// <summary>Returns the block.</summary>
    public Task<Result<Guid>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync<Result<Guid>>(async () =>
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(command.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        if (command.Count is < Least or > Most)
        {
            return PaperErrors.Count(Least, Most);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.AuditEvents.Where(e => e.CommandId == command.CommandId).Select(e => e.SubjectId).SingleOrDefaultAsync(ct) is { } before)
        {
            return before;
        }

        var now = time.GetUtcNow();
        var block = new PaperBlock(Guid.CreateVersion7(now), office.Code, await registrar.ReserveAsync(db, command.Count, ct), 1, actor, now);
        // Whoever presses the button prints at once.
        block.Take(now);
        db.PaperBlocks.Add(block);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.PaperPrepared, actor, now, office.Code, block.Id, detail: $"{command.Count}", commandId: command.CommandId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) == AuditEventMapping.OncePerCommand)
        {
            return AccessErrors.StalePage;
        }

        await transaction.CommitAsync(ct);
        return block.Id;
    });
}

/// <summary>Says that the slips of the night's block are being given out, so that the next night sets new numbers aside.</summary>
public sealed class TakePaper(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.PreparePaper;

    /// <summary>Which block.</summary>
    public sealed record Command(Guid Block);

    /// <summary>Said twice, it is said once.</summary>
    public async Task<Result<Guid>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM paper_blocks WHERE id = {command.Block} FOR UPDATE", ct);
        if (await db.PaperBlocks.SingleOrDefaultAsync(b => b.Id == command.Block, ct) is not { } block || !actor.May(Permission, block.OfficeCode))
        {
            return AccessErrors.NotFound;
        }

        if (block.TakenAt is null)
        {
            block.Take(time.GetUtcNow());
            db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.PaperTaken, actor, time.GetUtcNow(), block.OfficeCode, block.Id));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return block.Id;
    }
}
