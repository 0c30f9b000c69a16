using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>A second person looks at what one person did alone, and says whether it was right.</summary>
public sealed class ReviewLoneAct(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    private const string Right = "right";
    private const string Wrong = "wrong";

    /// <inheritdoc />
    public static Permission Permission => Permission.ReviewLoneActs;

    /// <summary>Which act, as which version, and what was found.</summary>
    /// <param name="Act">The lone act.</param>
    /// <param name="Version">The row version that the page showed.</param>
    /// <param name="FoundRight">Whether it was right.</param>
    /// <param name="Finding">A word on it; needed when it was not.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(Guid Act, uint Version, bool FoundRight, string? Finding, Guid CommandId);

    /// <summary>Returns the act's id; same_person for whoever acted, stale_page when somebody else reviewed it first.</summary>
    public Task<Result<Guid>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM lone_acts WHERE id = {command.Act} FOR UPDATE", ct);
        if (await db.LoneActs.SingleOrDefaultAsync(a => a.Id == command.Act, ct) is not { } act || actor.RefusalFor(Permission, act.OfficeCode) is not null)
        {
            return AccessErrors.NotFound;
        }

        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return act.Id;
        }

        if (act.Version != command.Version)
        {
            return AccessErrors.StalePage;
        }

        string? finding = null;
        if (!string.IsNullOrWhiteSpace(command.Finding))
        {
            var clean = AuditReason.Clean(command.Finding);
            if (!clean.TryGet(out finding))
            {
                return Result<Guid>.Refused(clean.Errors);
            }
        }

        var now = time.GetUtcNow();
        var reviewed = act.Review(command.FoundRight, finding, actor, now);
        if (!reviewed.Succeeded)
        {
            return Result<Guid>.Refused(reviewed.Errors);
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.LoneActReviewed, actor, now, act.OfficeCode, act.Id, command.FoundRight ? null : finding, command.FoundRight ? Right : Wrong, command.CommandId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) == AuditEventMapping.OncePerCommand)
        {
            return AccessErrors.StalePage;
        }

        await transaction.CommitAsync(ct);
        return act.Id;
    });
}
