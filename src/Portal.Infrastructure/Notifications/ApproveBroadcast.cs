using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Staff;

namespace Portal.Infrastructure.Notifications;

/// <summary>
/// A second person approves a broadcast: its group is worked out once more, and everybody's message is written in the same transaction. Whoever wrote
/// it may approve alone only with a reason, which somebody else reviews.
/// </summary>
public sealed class ApproveBroadcast(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, BroadcastPlanner planner, MessageComposer composer, TimeProvider time) : IUseCase
{
    private const string Alone = "alone";

    /// <inheritdoc />
    public static Permission Permission => Permission.ApproveBroadcast;

    /// <summary>Which broadcast, as what it was seen.</summary>
    /// <param name="Broadcast">The broadcast.</param>
    /// <param name="Version">The row version that the page showed.</param>
    /// <param name="Seen">The group that the page showed.</param>
    /// <param name="AloneReason">Why the writer approves alone; null otherwise.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(Guid Broadcast, uint Version, BroadcastCount Seen, string? AloneReason, Guid CommandId);

    /// <summary>Returns the group whose messages were written; or not_found, stale_page, or why not (see <see cref="Broadcast.Approve"/>), <c>broadcast_too_soon</c>.</summary>
    public Task<Result<BroadcastCount>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var code = await db.Broadcasts.Where(b => b.Id == command.Broadcast).Select(b => (OfficeCode?)b.OfficeCode).SingleOrDefaultAsync(ct);
        if (code is not { } officeCode || actor.RefusalFor(Permission, officeCode) is not null)
        {
            return AccessErrors.NotFound;
        }

        await BroadcastLock.TakeAsync(db, officeCode, ct);
        var (office, broadcast, now) = ((await directory.GetAsync(ct))[officeCode], await db.Broadcasts.SingleAsync(b => b.Id == command.Broadcast, ct), time.GetUtcNow());
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return broadcast.Count!;
        }

        if (broadcast.State == BroadcastState.Proposed && broadcast.Version != command.Version)
        {
            return AccessErrors.StalePage;
        }

        string? why = null;
        var alone = actor.StaffId == broadcast.ProposedBy && command.AloneReason is not null;
        if (alone && !AuditReason.Clean(command.AloneReason).TryGet(out why))
        {
            return Result<BroadcastCount>.Refused(AuditReason.Clean(command.AloneReason).Errors);
        }

        if (await db.Broadcasts.Where(b => b.OfficeCode == officeCode && b.Id != broadcast.Id).MaxAsync(b => b.ApprovedAt, ct) is { } last && last + BroadcastRules.Between > now)
        {
            return BroadcastErrors.TooSoon((int)Math.Ceiling((last + BroadcastRules.Between - now).TotalMinutes));
        }

        // The wording around it may have changed since, and with it what fits.
        var texts = planner.Read(db, broadcast.Text, broadcast.TextEn);
        if (!texts.Succeeded)
        {
            return Result<BroadcastCount>.Refused(texts.Errors);
        }

        var plan = await planner.PlanAsync(db, office, broadcast.Audience, texts.Value, ct);
        var approved = broadcast.Approve(command.Seen, plan.Count, alone, actor, now);
        if (!approved.Succeeded)
        {
            return Result<BroadcastCount>.Refused(approved.Errors);
        }

        if (alone)
        {
            LoneActs.Add(db, office, AuditVerbs.BroadcastApproved, broadcast.Id, why!, actor, now);
        }

        var messages = plan.Count.Messages.ToString(CultureInfo.InvariantCulture);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.BroadcastApproved, actor, now, officeCode, broadcast.Id, why, alone ? $"{messages} {Alone}" : messages, command.CommandId));
        await db.SaveChangesAsync(ct);
        var expiresAt = planner.ExpiryOf(office, broadcast.Audience);
        await NewRows.CopyAsync(db, plan.People.Where(p => p.Unreached is null).Select(p => composer.OfBroadcast(broadcast, p.Application, p.Phone, p.Channel, p.Language, p.Body, p.Facts!, expiresAt, now)), ct);
        await NewRows.CopyAsync(db, plan.People.Where(p => p.Unreached is not null).Select(p => new BroadcastUnreached(broadcast.Id, p.Application, p.Unreached!.Value)), ct);
        await transaction.CommitAsync(ct);
        return plan.Count;
    });
}
