using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

/// <summary>Ends an application that somebody else began with this NIK, so that its owner can book. The phone on file is told.</summary>
public sealed class FreeNik(IDbContextFactory<PortalDbContext> databases, ApplicationCloser closer, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.FreeNik;

    /// <summary>Which application, as which version of its page, and why.</summary>
    public sealed record Command(Guid ApplicationId, uint Version, string Reason, Guid CommandId);

    /// <summary>Returns the register number of what was ended.</summary>
    public Task<Result<RegisterNumber>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var loaded = await OwnRecords.LockAsync(db, command.ApplicationId, Permission, actor, ct);
        if (!loaded.TryGet(out var application))
        {
            return Result<RegisterNumber>.Refused(loaded.Errors);
        }

        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return application.Register;
        }

        var reason = AuditReason.Clean(command.Reason);
        if (!reason.Succeeded)
        {
            return Result<RegisterNumber>.Refused(reason.Errors);
        }

        if (application.Version != command.Version)
        {
            return AccessErrors.StalePage;
        }

        var now = time.GetUtcNow();
        var freed = application.FreeNik(actor, now);
        if (!freed.Succeeded)
        {
            return Result<RegisterNumber>.Refused(freed.Errors);
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationNikFreed, actor, now, application.OfficeCode, application.Id, reason.Value, commandId: command.CommandId));
        await closer.EndAsync(db, application, actor, now, ct);
        await closer.TellAsync(db, application, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return application.Register;
    });
}
