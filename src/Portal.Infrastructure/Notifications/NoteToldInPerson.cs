using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>Notes that somebody whom no message reached was told all the same, and how. The trail is what remembers it.</summary>
public sealed class NoteToldInPerson(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.TellResidents;

    /// <summary>Who was told, of what, and how.</summary>
    public sealed record Command(RegisterNumber Register, MessageEvent News, string How, Guid CommandId);

    /// <summary>Succeeds once it is noted; refused when nothing has to be told any more.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var id = await db.Applications.Where(a => a.Register == command.Register).Select(a => a.Id).SingleOrDefaultAsync(ct);
        var loaded = await OwnRecords.LockAsync(db, id, Permission, actor, ct);
        if (!loaded.TryGet(out var application))
        {
            return Result.Refused(loaded.Errors);
        }

        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return Result.Ok;
        }

        var how = AuditReason.Clean(command.How);
        if (!how.Succeeded)
        {
            return how.Error;
        }

        var now = time.GetUtcNow();
        var isVisit = Telling.Visits.Contains(command.News);
        if ((!isVisit && command.News != Telling.NewsOf(application.State))
            || !await ViewUntold.Untold(db, application.OfficeCode, now).AnyAsync(u => u.Application == application.Id && (u.Subject != application.Id) == isVisit, ct))
        {
            return MessageErrors.NothingToTell;
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.MessageToldInPerson, actor, now, application.OfficeCode, application.Id, how.Value, command.News.ToString(), command.CommandId));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    });
}
