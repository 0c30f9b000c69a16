using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Privacy;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Applications;

/// <summary>Changes phone or channel once the code that confirms it is typed; the old number is told.</summary>
public sealed class ChangeContact(
    IDbContextFactory<PortalDbContext> databases,
    PersonalDataVault vault,
    ContactChanger contacts,
    TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ChangeContact;

    /// <summary>Which code, and what was typed.</summary>
    public sealed record Command(Guid ApplicationId, Guid CodeId, string? Digits);

    /// <summary>Changes the contact; a wrong code is counted even though nothing else happens.</summary>
    public async Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        if (actor.ApplicationId != command.ApplicationId)
        {
            return AccessErrors.NotFound;
        }

        if (!OneTimeCode.Parse(command.Digits).TryGet(out var digits))
        {
            return CodeErrors.Digits;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // The lock makes two tries at once count as two, and a double click find the code used.
        var code = await db.Codes.FromSql($"SELECT *, xmin FROM one_time_codes WHERE id = {command.CodeId} FOR UPDATE").SingleOrDefaultAsync(ct);
        if (code is null || code.Purpose != CodePurpose.ChangeContact || code.ApplicationId != command.ApplicationId)
        {
            return CodeErrors.Expired;
        }

        var now = time.GetUtcNow();
        var hash = vault.HashOfCode(code.Id, digits);
        if (code.WasJustUsedWith(hash, now))
        {
            return Result.Ok;
        }

        var used = code.Use(hash, now);
        if (used.Succeeded)
        {
            used = await ChangeAsync(db, code, command.ApplicationId, actor, now, ct);
        }

        if (used.Succeeded || used.Error.Kind is ErrorKind.Invalid or ErrorKind.TooMany)
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return used;
    }

    private async Task<Result> ChangeAsync(PortalDbContext db, OneTimeCode code, Guid applicationId, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var loaded = await OwnRecords.LockAsync(db, applicationId, Permission, actor, ct);
        if (!loaded.TryGet(out var application))
        {
            return Result.Refused(loaded.Errors);
        }

        var contact = NewContact.Open(vault, code);
        var changed = await contacts.ChangeAsync(db, application, contact.Number, contact.Channel, code.Id.ToString("N"), now, ct);
        if (!changed.Succeeded)
        {
            return changed;
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationContactChanged, actor, now, application.OfficeCode, application.Id, detail: contact.Phone is null ? "channel" : "phone"));
        return Result.Ok;
    }
}
