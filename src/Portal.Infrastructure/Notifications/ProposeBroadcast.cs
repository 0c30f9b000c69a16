using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>Writes a message to a group of residents. Nothing leaves until a second person approves it.</summary>
public sealed class ProposeBroadcast(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, BroadcastPlanner planner, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.WriteBroadcast;

    /// <summary>To whom, and what.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Audience">Whom it is for.</param>
    /// <param name="Text">In Indonesian.</param>
    /// <param name="TextEn">In English; empty where English readers get the Indonesian message.</param>
    /// <param name="CommandId">Makes a double click one act; the broadcast gets it as its id.</param>
    public sealed record Command(OfficeCode Office, BroadcastAudience Audience, string? Text, string? TextEn, Guid CommandId);

    /// <summary>Returns its id; or not_found, <c>broadcast_too_many</c>, or every fault of group and text.</summary>
    public async Task<Result<Guid>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(command.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await BroadcastLock.TakeAsync(db, office.Code, ct);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return command.CommandId;
        }

        var (audience, texts) = (command.Audience.Check(office.VillageCodes, office.Calendar.LocalDay(now)), planner.Read(db, command.Text, command.TextEn));
        if (!audience.Succeeded || !texts.Succeeded)
        {
            return Result<Guid>.Refused([.. audience.Errors, .. texts.Errors]);
        }

        var since = now - BroadcastRules.DecidedWithin;
        if (await db.Broadcasts.CountAsync(b => b.OfficeCode == office.Code && b.State == BroadcastState.Proposed && b.ProposedAt > since, ct) >= BroadcastRules.MostProposed)
        {
            return BroadcastErrors.TooMany;
        }

        db.Broadcasts.Add(Broadcast.Propose(command.CommandId, office.Code, audience.Value, texts.Value[Language.Indonesian].Text, texts.Value.GetValueOrDefault(Language.English)?.Text, actor, now));
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.BroadcastProposed, actor, now, office.Code, command.CommandId, detail: audience.Value.Stage.ToString(), commandId: command.CommandId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) == AuditEventMapping.OncePerCommand)
        {
            return AccessErrors.StalePage;
        }

        await transaction.CommitAsync(ct);
        return command.CommandId;
    }
}

/// <summary>One at a time proposes, approves or stops broadcasts of an office; until the transaction ends.</summary>
internal static class BroadcastLock
{
    private const int Purpose = 0x0B_0AD1;

    public static Task TakeAsync(PortalDbContext db, OfficeCode office, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Purpose}, hashtext({office.Value}))", ct);
}
