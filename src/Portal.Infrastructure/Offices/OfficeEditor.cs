using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Offices;
using Portal.Core.Settings;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Calendar;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Offices;

/// <summary>
/// What the changes of an office have in common: the office is locked, so that they follow one another; a command is carried out once;
/// history and trail are written with it; this node forgets what it knew.
/// </summary>
public sealed class OfficeEditor(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time)
{
    /// <summary>What a change works with, inside its transaction.</summary>
    public sealed record Work(PortalDbContext Db, Office Office, Actor Actor, DateTimeOffset Now, Guid CommandId)
    {
        /// <summary>Notes one field in the history.</summary>
        public void Note(string subject, string field, string? before, string? after) => ChangeLog.Add(Db, Office.Code, subject, field, before, after, Actor, Now, CommandId);

        /// <summary>Notes what a form changed.</summary>
        public void Note(string subject, IEnumerable<FieldChange> changes) => ChangeLog.Add(Db, Office.Code, subject, changes, Actor, Now, CommandId);
    }

    /// <summary>
    /// Runs <paramref name="act"/> for somebody who may manage the office. It returns the detail for the trail, or null when it changed
    /// nothing, or why it cannot be done.
    /// </summary>
    internal async Task<Result> ChangeAsync(OfficeCode code, string verb, Guid commandId, Func<Work, CancellationToken, Task<Result<string?>>> act, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission.ManageOffices, code) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM offices WHERE code = {code.Value} FOR NO KEY UPDATE", ct);
        var office = await db.Offices.Include(o => o.Villages).SingleOrDefaultAsync(o => o.Code == code, ct);
        if (office is null)
        {
            return AccessErrors.NotFound;
        }

        if (await OwnRecords.DoneBeforeAsync(db, commandId, ct))
        {
            return Result.Ok;
        }

        var now = time.GetUtcNow();
        var done = await act(new Work(db, office, actor, now, commandId), ct);
        if (!done.TryGet(out var detail))
        {
            return Result.Refused(done.Errors);
        }

        if (detail is null)
        {
            return Result.Ok;
        }

        db.AuditEvents.Add(AuditEvent.Of(verb, actor, now, code, detail: detail, commandId: commandId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) == AuditEventMapping.OncePerCommand)
        {
            return Result.Ok;
        }

        await CalendarDesk.TellNodesAsync(db, ct);
        await transaction.CommitAsync(ct);
        directory.Invalidate();
        return Result.Ok;
    }
}
