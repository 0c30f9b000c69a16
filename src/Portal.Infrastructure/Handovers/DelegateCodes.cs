using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Privacy;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Handovers;

/// <summary>The one-time codes by which a holder lets somebody else collect the card. The newest one counts.</summary>
public sealed class DelegateCodes(IDbContextFactory<PortalDbContext> databases, PersonalDataVault vault, IMessageSender sender, PortalOptions options, TimeProvider time)
{
    /// <summary>True when a code would reach the holder; in Development staff read it among the messages.</summary>
    public bool CanSendTo(CardApplication application) =>
        application.Channel != Channel.None && (sender.Leaves || options.ShowsSecretsToStaff) && vault.PhoneOf(application) is not null;

    /// <summary>
    /// Tries the digits in a transaction of its own: a wrong try counts whatever becomes of the handover, a right one is used up only
    /// together with it, by <see cref="UseAsync"/>.
    /// </summary>
    public async Task<Result> TryAsync(RegisterNumber register, string? typed, Permission permission, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await DeskRecords.FindAsync(db, register, permission, actor, ct);
        if (!found.TryGet(out var application))
        {
            return Result.Refused(found.Errors);
        }

        if (!OneTimeCode.Parse(typed).TryGet(out var digits))
        {
            return CodeErrors.Digits;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await NewestAsync(db, application.Id, ct) is not { } code)
        {
            return CodeErrors.Expired;
        }

        var (now, hash) = (time.GetUtcNow(), vault.HashOfCode(code.Id, digits));
        if (code.WasJustUsedWith(hash, now))
        {
            return Result.Ok;
        }

        var used = code.Use(hash, now);
        if (!used.Succeeded)
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return used;
    }

    /// <summary>Uses the code up, inside the handover's transaction.</summary>
    public async Task<Result> UseAsync(ApplicationDesk.Work work, string? typed, CancellationToken ct)
    {
        if (!OneTimeCode.Parse(typed).TryGet(out var digits) || await NewestAsync(work.Db, work.Application.Id, ct) is not { } code)
        {
            return CodeErrors.Expired;
        }

        return code.Use(vault.HashOfCode(code.Id, digits), work.Now);
    }

    // The lock makes two tries at once count as two.
    private static Task<OneTimeCode?> NewestAsync(PortalDbContext db, Guid application, CancellationToken ct) =>
        db.Codes.FromSql($"SELECT *, xmin FROM one_time_codes WHERE application_id = {application} AND purpose = 'Delegate' ORDER BY expires_at DESC, id LIMIT 1 FOR UPDATE").SingleOrDefaultAsync(ct);
}
