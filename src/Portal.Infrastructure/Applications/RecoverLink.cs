using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Privacy;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Applications;

/// <summary>Gives a resident a new link for the code sent to the phone on file; links of before stop working.</summary>
public sealed class RecoverLink(
    IDbContextFactory<PortalDbContext> databases,
    OfficeDirectory directory,
    PersonalDataVault vault,
    MessageComposer messages,
    PublicLinks links,
    TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RecoverLink;

    /// <summary>Which code, and what was typed.</summary>
    public sealed record Command(Guid CodeId, string? Digits);

    /// <summary>Returns the new link's code; a wrong try is counted.</summary>
    public async Task<Result<string>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        if (!OneTimeCode.Parse(command.Digits).TryGet(out var digits))
        {
            return CodeErrors.Digits;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // The lock makes two tries at once count as two, and a double click find the code used.
        var code = await db.Codes.FromSql($"SELECT *, xmin FROM one_time_codes WHERE id = {command.CodeId} FOR UPDATE").SingleOrDefaultAsync(ct);
        if (code is null || code.Purpose != CodePurpose.RecoverLink)
        {
            return CodeErrors.Expired;
        }

        var now = time.GetUtcNow();
        var hash = vault.HashOfCode(code.Id, digits);
        var repeated = code.WasJustUsedWith(hash, now);
        var used = repeated ? Result.Ok : code.Use(hash, now);
        if (used.Succeeded && code.ApplicationId is null)
        {
            // Nobody was sent these digits: a lucky guess of a code for nobody opens nothing.
            return CodeErrors.Expired;
        }

        if (!used.Succeeded)
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return used.Error;
        }

        var applicationId = code.ApplicationId!.Value;
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM applications WHERE id = {applicationId} FOR UPDATE", ct);
        var application = await db.Applications.SingleAsync(a => a.Id == applicationId, ct);
        if (!repeated)
        {
            application.RenewLink(version => PersonalDataVault.LinkHash(vault.LinkCode(application.Id, version)));
            var office = (await directory.GetAsync(ct))[application.OfficeCode];
            var facts = new MessageFacts { Register = application.Register, Office = office.Office.Name, Link = links.Own(vault.LinkCode(application.Id, application.LinkVersion)) };
            if (messages.Compose(db, application, MessageEvent.LinkSent, code.Id.ToString("N"), facts, now) is { } message)
            {
                db.Outbox.Add(message);
            }

            db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationLinkRenewed, actor, now, application.OfficeCode, application.Id));
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return vault.LinkCode(application.Id, application.LinkVersion);
    }
}
