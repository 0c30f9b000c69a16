using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>Ends one of the own sessions, or all but the present one.</summary>
public sealed class EndOwnSessions(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.UseOwnAccount;

    /// <summary>Which one; or null and the present one, to end all others.</summary>
    public sealed record Command(Guid? Session, Guid Present);

    /// <summary>Returns how many were ended; one that is over already is none.</summary>
    public async Task<Result<int>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var (staff, now) = (actor.StaffId!.Value, time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ended = await db.StaffSessions.Where(s => s.StaffId == staff && s.EndedAt == null && (command.Session == null ? s.Id != command.Present : s.Id == command.Session))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndedFor, SessionEnd.EndedByOwner), ct);
        if (ended > 0)
        {
            db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.StaffSessionsEnded, actor, now, subjectId: staff, detail: ended.ToString(CultureInfo.InvariantCulture)));
            await db.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return ended;
    }
}
