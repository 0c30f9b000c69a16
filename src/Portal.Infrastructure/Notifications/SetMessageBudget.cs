using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>Says what messages cost an office, and how much of it a day may bring.</summary>
public sealed class SetMessageBudget(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, SpendingBook spending, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.LimitSpending;

    /// <summary>Prices and limit.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="SmsPrice">Rupiah for one SMS segment; null for unknown.</param>
    /// <param name="WhatsAppPrice">Rupiah for one WhatsApp message; null for unknown.</param>
    /// <param name="Unit">In what the limit is counted.</param>
    /// <param name="Cap">The limit of a day; null for none.</param>
    /// <param name="Version">The row version that the page showed; 0 while there was none.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(OfficeCode Office, int? SmsPrice, int? WhatsAppPrice, SpendingUnit Unit, long? Cap, uint Version, Guid CommandId);

    /// <summary>Returns success; or not_found, stale_page, or every fault (see <see cref="SpendingErrors"/>).</summary>
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
        // Of an office's first two only one may begin.
        await BroadcastLock.TakeAsync(db, office.Code, ct);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return Result.Ok;
        }

        var budget = await db.MessageBudgets.SingleOrDefaultAsync(b => b.OfficeCode == office.Code, ct);
        if ((budget?.Version ?? 0) != command.Version)
        {
            return AccessErrors.StalePage;
        }

        if (budget is null)
        {
            db.MessageBudgets.Add(budget = new MessageBudget(office.Code));
        }

        var before = SpendingHistory.Words(budget);
        var set = budget.Set(command.SmsPrice, command.WhatsAppPrice, command.Unit, command.Cap);
        if (!set.Succeeded)
        {
            return set;
        }

        var now = time.GetUtcNow();
        SpendingHistory.Add(db, budget, before, actor, now, command.CommandId);
        var detail = string.Create(CultureInfo.InvariantCulture, $"sms {budget.SmsPrice?.ToString(CultureInfo.InvariantCulture) ?? "-"} whatsapp {budget.WhatsAppPrice?.ToString(CultureInfo.InvariantCulture) ?? "-"} cap {budget.Cap?.ToString(CultureInfo.InvariantCulture) ?? "-"} {budget.Unit}");
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.MessageBudgetSet, actor, now, office.Code, detail: detail, commandId: command.CommandId));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        spending.Forget();
        return Result.Ok;
    });
}
