using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Paper;

/// <summary>A block of slips.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MadeAt">When its numbers were set aside, with the office's offset.</param>
/// <param name="ByNight">True when the nightly job made it.</param>
/// <param name="Taken">True once its slips are being given out.</param>
/// <param name="Slips">How many slips.</param>
/// <param name="Used">How many have been keyed in.</param>
/// <param name="Open">Slips of a taken block that have not been keyed in, by ticket; they may lie unused in the pile.</param>
public sealed record PaperBlockRow(Guid Id, DateTimeOffset MadeAt, bool ByNight, bool Taken, int Slips, int Used, IReadOnlyList<(int Ticket, RegisterNumber Register)> Open);

/// <summary>The blocks of slips of an office.</summary>
public sealed class ViewPaper(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    private const int Shown = 20;

    /// <inheritdoc />
    public static Permission Permission => Permission.PreparePaper;

    /// <summary>Of which office.</summary>
    public sealed record Query(OfficeCode Office);

    /// <summary>Returns the newest blocks, newest first.</summary>
    public async Task<Result<IReadOnlyList<PaperBlockRow>>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var blocks = await db.PaperBlocks.AsNoTracking().Include(b => b.Numbers).Where(b => b.OfficeCode == office.Code).OrderByDescending(b => b.MadeAt).Take(Shown).ToListAsync(ct);
        return blocks.Select(b =>
        {
            var used = b.Numbers.Count(n => n.ApplicationId is not null);
            var taken = b.TakenAt is not null || used > 0;
            return new PaperBlockRow(b.Id, office.Local(b.MadeAt), b.MadeBy is null, taken, b.Numbers.Count, used, taken ? [.. b.Numbers.Where(n => n.ApplicationId is null).OrderBy(n => n.Ticket).Select(n => (n.Ticket, n.Register))] : []);
        }).ToList();
    }
}

/// <summary>One pack, to be printed.</summary>
public sealed class ViewPaperPack(IDbContextFactory<PortalDbContext> databases, PaperPacks packs) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.PreparePaper;

    /// <summary>Which block.</summary>
    public sealed record Query(Guid Block);

    /// <summary>Returns the pack, or not_found.</summary>
    public async Task<Result<PaperPack>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.PaperBlocks.AsNoTracking().SingleOrDefaultAsync(b => b.Id == query.Block, ct) is { } block && actor.May(Permission, block.OfficeCode)
            ? await packs.ReadAsync(db, block, ct)
            : AccessErrors.NotFound;
    }
}
