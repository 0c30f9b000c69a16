using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

/// <summary>
/// Changes phone and channel for somebody who cannot get a one-time code: the phone is lost, or no provider sends. In
/// place of the code stands an identity check by a member of staff, who writes down how it was done. The old phone is told.
/// </summary>
public sealed class ChangeContactAtDesk(IDbContextFactory<PortalDbContext> databases, ContactChanger contacts, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ChangeContactAtDesk;

    /// <summary>Whose contact, as which version of the page; the phone may stay empty to keep the one on file.</summary>
    public sealed record Command(Guid ApplicationId, uint Version, string? Phone, Channel Channel, string IdentityCheck, Guid CommandId);

    /// <summary>Returns the register number, or every fault of what was typed.</summary>
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

        var phone = string.IsNullOrWhiteSpace(command.Phone) ? default(Result<PhoneNumber>?) : PhoneNumber.Parse(command.Phone);
        var check = AuditReason.Clean(command.IdentityCheck);
        if (phone is { Succeeded: false } || !check.Succeeded)
        {
            return Result<RegisterNumber>.Refused([.. phone?.Errors ?? [], .. check.Errors]);
        }

        if (application.Version != command.Version)
        {
            return AccessErrors.StalePage;
        }

        var now = time.GetUtcNow();
        var changed = await contacts.ChangeAsync(db, application, phone?.Value, command.Channel, command.CommandId.ToString("N"), now, ct);
        if (!changed.Succeeded)
        {
            return Result<RegisterNumber>.Refused(changed.Errors);
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationContactChanged, actor, now, application.OfficeCode, application.Id, check.Value, phone is null ? "channel" : "phone", command.CommandId));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return application.Register;
    });
}
