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

/// <summary>
/// Sends a one-time code for a lost link to the phone on file. The answer is the same whether or not the number exists
/// or has a phone: a code is issued in either case, in the latter for nobody, with the same tries and the same end.
/// </summary>
public sealed class RequestLinkCode(
    IDbContextFactory<PortalDbContext> databases,
    OfficeDirectory directory,
    PersonalDataVault vault,
    MessageComposer messages,
    TryLimiter tries,
    TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RecoverLink;

    /// <summary>Whose link.</summary>
    /// <param name="Register">The register number.</param>
    /// <param name="CommandId">Made with the form; names the code, so that a form sent twice sends one code.</param>
    public sealed record Command(RegisterNumber Register, Guid CommandId);

    /// <summary>Always answers alike, but for too many tries for one number.</summary>
    public async Task<Result<CodeIssued>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        if (!tries.Allow(TryKind.LinkPerRegister, command.Register.Value))
        {
            return AccessErrors.TooManyRequests;
        }

        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        var application = await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Register == command.Register, ct);
        var digits = OneTimeCode.NewDigits();
        var phone = application is null ? null : vault.PhoneOf(application);
        var code = new OneTimeCode(command.CommandId, CodePurpose.RecoverLink, phone is null ? null : application!.Id, vault.HashOfCode(command.CommandId, digits), null, now);
        db.Codes.Add(code);
        if (phone is { } number)
        {
            var office = (await directory.GetAsync(ct))[application!.OfficeCode];
            var facts = new MessageFacts { Register = application.Register, Office = office.Office.Name, Code = digits };
            db.Outbox.Add(messages.ComposeTo(db, number, application.Channel, application, MessageEvent.OneTimeCode, code.Id.ToString("N"), facts, now));
            db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationCodeRequested, actor, now, application.OfficeCode, application.Id, commandId: command.CommandId));
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) is not null)
        {
            // The form came twice; the first one's code is on its way.
        }

        return new CodeIssued(code.Id, null, code.ExpiresAt);
    }
}
