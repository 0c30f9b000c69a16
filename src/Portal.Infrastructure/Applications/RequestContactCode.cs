using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
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
/// Sends the one-time code that confirms another phone or channel. It goes to the phone on file, so that a link in the
/// wrong hands cannot take the application over; where none is on file, to the new number.
/// </summary>
public sealed class RequestContactCode(
    IDbContextFactory<PortalDbContext> databases,
    OfficeDirectory directory,
    PersonalDataVault vault,
    PhoneShare share,
    MessageComposer messages,
    TryLimiter tries,
    TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RequestContactCode;

    /// <summary>The contact as typed.</summary>
    /// <param name="ApplicationId">The application.</param>
    /// <param name="Phone">The new phone; empty leaves the one on file.</param>
    /// <param name="Channel">"whatsapp", "sms" or "none".</param>
    /// <param name="CommandId">Made with the form; names the code, so that a form sent twice sends one code.</param>
    public sealed record Command(Guid ApplicationId, string? Phone, string? Channel, Guid CommandId);

    /// <summary>Sends the code, or says every fault of what was typed.</summary>
    public async Task<Result<CodeIssued>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var application = actor.ApplicationId == command.ApplicationId
            ? await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.ApplicationId, ct)
            : null;
        if (application is null)
        {
            return AccessErrors.NotFound;
        }

        if (!application.IsOpen || application.Person is null)
        {
            return ApplicationErrors.Closed;
        }

        var onFile = vault.PhoneOf(application);
        var read = Read(command, application, onFile);
        if (!read.TryGet(out var contact))
        {
            return Result<CodeIssued>.Refused(read.Errors);
        }

        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        if (contact.Number is { } number && await share.RefusalForAsync(db, number, application.Id, office, ct) is { } shared)
        {
            return shared;
        }

        if (!tries.Allow(TryKind.CodePerApplication, application.Id.ToString("N")))
        {
            return AccessErrors.TooManyRequests;
        }

        var recipient = onFile ?? contact.Number!.Value;
        return await SendAsync(db, command, application, office, contact, recipient, actor, ct);
    }

    private async Task<Result<CodeIssued>> SendAsync(PortalDbContext db, Command command, CardApplication application, OfficeEntry office, NewContact contact, PhoneNumber recipient, Actor actor, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var digits = OneTimeCode.NewDigits();
        var code = new OneTimeCode(command.CommandId, CodePurpose.ChangeContact, application.Id, vault.HashOfCode(command.CommandId, digits), contact.Seal(vault, command.CommandId), now);
        var channel = application.Channel != Channel.None ? application.Channel : contact.Channel;
        var facts = new MessageFacts { Register = application.Register, Office = office.Office.Name, Code = digits };
        db.Codes.Add(code);
        db.Outbox.Add(messages.ComposeTo(db, recipient, channel, application, MessageEvent.OneTimeCode, code.Id.ToString("N"), facts, now));
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationCodeRequested, actor, now, application.OfficeCode, application.Id, commandId: command.CommandId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) is not null)
        {
            // The form came twice; the first one's code is on its way.
        }

        return new CodeIssued(code.Id, recipient.Masked, code.ExpiresAt);
    }

    private static Result<NewContact> Read(Command command, CardApplication application, PhoneNumber? onFile)
    {
        List<Error> errors = [];
        PhoneNumber? phone = null;
        if (!string.IsNullOrWhiteSpace(command.Phone))
        {
            var parsed = PhoneNumber.Parse(command.Phone);
            errors.AddRange(parsed.Errors);
            phone = parsed.TryGet(out var number) && number != onFile ? number : null;
        }

        if (!Channels.TryParse(command.Channel, out var channel))
        {
            errors.Add(BookingErrors.ChannelRequired);
        }

        if (errors.Count == 0 && channel != Channel.None && phone is null && onFile is null)
        {
            errors.Add(BookingErrors.ChannelNeedsPhone);
        }

        if (errors.Count == 0 && phone is null && channel == application.Channel)
        {
            errors.Add(ApplicationErrors.ContactUnchanged);
        }

        return errors.Count > 0 ? Result<NewContact>.Refused(errors) : new NewContact(phone?.Value, channel);
    }
}
