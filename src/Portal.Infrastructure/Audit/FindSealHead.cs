using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Audit;

/// <summary>
/// Compares a head on paper with the chain. It is part of the chain only if nothing before it was changed since it was printed: a
/// forger with the whole database in hands can make all heads anew, but not those on paper.
/// </summary>
public sealed class FindSealHead(IDbContextFactory<PortalDbContext> databases) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewAudit;

    /// <summary>Whose chain (null for that of the installation), and the head as typed.</summary>
    public sealed record Query(OfficeCode? Office, string? Head);

    /// <summary>Returns the seal with that head; or not_found for a chain that is not the actor's, seal_head_invalid, seal_head_unknown.</summary>
    public async Task<Result<SealHead>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalForTrail(query.Office) is { } refusal)
        {
            return refusal;
        }

        var parsed = SealHeadText.Parse(query.Head);
        if (!parsed.TryGet(out var start))
        {
            return Result<SealHead>.Refused(parsed.Errors);
        }

        var (chain, end) = (AuditSeal.ChainOf(query.Office), start.Concat(Enumerable.Repeat(byte.MaxValue, AuditCanon.HashLength - start.Length)).ToArray());
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.AuditSeals.FromSql($"SELECT * FROM audit_seals WHERE chain = {chain} AND hash >= {start} AND hash <= {end}")
            .Select(s => new SealHead(s.Sequence, s.At, s.Hash)).FirstOrDefaultAsync(ct);
        return found is null ? AuditErrors.HeadUnknown : found;
    }
}
