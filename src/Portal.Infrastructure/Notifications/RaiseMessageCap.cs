using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Notifications;

/// <summary>Raises an office's limit for today, with a reason: what was held back goes on.</summary>
public sealed class RaiseMessageCap(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, SpendingBook spending, SettingsBook settings, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.LimitSpending;

    /// <summary>To how much, and why.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="To">The limit of today, in the unit of the usual one.</param>
    /// <param name="Reason">Why, as typed.</param>
    /// <param name="Version">The row version that the page showed.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(OfficeCode Office, long? To, string? Reason, uint Version, Guid CommandId);

    /// <summary>Returns success; or not_found, stale_page, reason_required, <c>spending_no_cap</c>, <c>spending_not_higher</c>.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(command.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await BroadcastLock.TakeAsync(db, office.Code, ct);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return Result.Ok;
        }

        var (budget, now) = (await db.MessageBudgets.SingleOrDefaultAsync(b => b.OfficeCode == office.Code, ct), time.GetUtcNow());
        var usual = (await settings.GetAsync(ct)).DailyMessageCap;
        if (budget is null && usual is null)
        {
            return SpendingErrors.NoCap;
        }

        if (budget is null)
        {
            // The installation's limit is raised: what is raised has to be kept somewhere.
            db.MessageBudgets.Add(budget = new MessageBudget(office.Code));
        }

        if (budget.Version != command.Version)
        {
            return AccessErrors.StalePage;
        }

        var before = SpendingHistory.Words(budget);
        var (raised, reason) = (budget.Raise(command.To, office.Calendar.LocalDay(now), usual), AuditReason.Clean(command.Reason));
        if (!raised.Succeeded || !reason.Succeeded)
        {
            return Result.Refused([.. raised.Errors, .. reason.Errors]);
        }

        SpendingHistory.Add(db, budget, before, actor, now, command.CommandId);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.MessageCapRaised, actor, now, office.Code, reason: reason.Value, detail: command.To!.Value.ToString(CultureInfo.InvariantCulture), commandId: command.CommandId));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        spending.Forget();
        return Result.Ok;
    });
}
