using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Privacy;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Handovers;

/// <summary>Sends the holder a one-time code for whoever collects the card in their place. The desk never sees it.</summary>
public sealed class RequestDelegateCode(
    IDbContextFactory<PortalDbContext> databases,
    OfficeDirectory directory,
    PersonalDataVault vault,
    DelegateCodes codes,
    StepMessages messages,
    TryLimiter tries,
    TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.HandOverCard;

    /// <summary>For which card; the command's id names the code, so that a double click sends one.</summary>
    public sealed record Command(RegisterNumber Register, Guid CommandId);

    /// <summary>Sends the code; the phone it went to is told masked.</summary>
    public async Task<Result<CodeIssued>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await DeskRecords.FindAsync(db, command.Register, Permission, actor, ct);
        if (!found.TryGet(out var application))
        {
            return Result<CodeIssued>.Refused(found.Errors);
        }

        if (application.State != ApplicationState.ReadyForPickup)
        {
            return ApplicationErrors.WrongState;
        }

        if (!codes.CanSendTo(application) || vault.PhoneOf(application) is not { } phone)
        {
            return HandoverErrors.CannotSendCode;
        }

        var now = time.GetUtcNow();
        if (await db.Codes.AsNoTracking().SingleOrDefaultAsync(c => c.Id == command.CommandId, ct) is { } sent)
        {
            return new CodeIssued(sent.Id, phone.Masked, sent.ExpiresAt);
        }

        if (!tries.Allow(TryKind.CodePerApplication, application.Id.ToString("N")))
        {
            return AccessErrors.TooManyRequests;
        }

        var digits = OneTimeCode.NewDigits();
        var code = new OneTimeCode(command.CommandId, CodePurpose.Delegate, application.Id, vault.HashOfCode(command.CommandId, digits), null, now);
        db.Codes.Add(code);
        messages.Add(db, application, (await directory.GetAsync(ct))[application.OfficeCode], MessageEvent.DelegateCode, code.Id.ToString("N"), now, code: digits);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.DelegateCodeRequested, actor, now, application.OfficeCode, application.Id, commandId: command.CommandId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) is not null)
        {
            // Clicked twice; the first click's code is on its way.
        }

        return new CodeIssued(code.Id, phone.Masked, code.ExpiresAt);
    }
}
