using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>What was in a bundle.</summary>
/// <param name="Counted">Cards that were in it.</param>
/// <param name="Missing">Numbers of those that were not: they wait again, at their old place.</param>
public sealed record CountedBundle(int Counted, IReadOnlyList<RegisterNumber> Missing);

/// <summary>Ends the counting of a bundle: what was not scanned was not in it.</summary>
public sealed class ReceiveBundle(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ReceiveBundles;

    /// <summary>Which bundle, as which version of its page.</summary>
    public sealed record Command(Guid BundleId, uint? Version, Guid CommandId);

    /// <summary>Returns what was in it, or not_found.</summary>
    public Task<Result<CountedBundle>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Applications before their bundle, in the order of their ids.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM applications WHERE bundle_id = {command.BundleId} ORDER BY id FOR UPDATE", ct);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM bundles WHERE id = {command.BundleId} FOR UPDATE", ct);
        if (await db.Bundles.SingleOrDefaultAsync(b => b.Id == command.BundleId, ct) is not { } bundle || actor.RefusalFor(Permission, bundle.OfficeCode) is not null)
        {
            return AccessErrors.NotFound;
        }

        var counted = await db.Applications.CountAsync(a => a.BundleId == bundle.Id && a.State != ApplicationState.PrintedElsewhere, ct);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return new CountedBundle(bundle.Counted ?? counted, []);
        }

        if (command.Version is { } seen && seen != bundle.Version)
        {
            return AccessErrors.StalePage;
        }

        var now = time.GetUtcNow();
        var received = bundle.Receive(counted, actor, now);
        if (!received.Succeeded)
        {
            return PrintingErrors.BundleCounted;
        }

        var missing = await db.Applications.Where(a => a.BundleId == bundle.Id && a.State == ApplicationState.PrintedElsewhere).OrderBy(a => a.Id).ToListAsync(ct);
        foreach (var card in missing)
        {
            var missed = card.MissInBundle(actor, now);
            if (!missed.Succeeded)
            {
                return Result<CountedBundle>.Refused(missed.Errors);
            }

            db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.CardMissing, actor, now, bundle.OfficeCode, card.Id));
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.BundleReceived, actor, now, bundle.OfficeCode, bundle.Id, detail: $"{counted + missing.Count} {counted}", commandId: command.CommandId));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new CountedBundle(counted, [.. missing.Select(c => c.Register)]);
    });
}
