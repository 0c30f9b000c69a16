using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Notifications;

/// <summary>Sends a message again that did not arrive: to the phone on file now, with the link that is valid now, and only while it is still the newest news.</summary>
public sealed class ResendMessage(IDbContextFactory<PortalDbContext> databases, MessageComposer composer, PersonalDataVault vault, TimeProvider time) : IUseCase
{
    // What these say stays true whatever is written afterwards, and nothing becomes untrue by them.
    private static readonly MessageEvent[] BesideTheNews = [MessageEvent.OneTimeCode, MessageEvent.DelegateCode, MessageEvent.LinkSent, MessageEvent.ContactChanged, MessageEvent.Broadcast];
    private static readonly MessageEvent[] OfAppointments = [MessageEvent.BookingConfirmed, MessageEvent.BookingMoved, MessageEvent.DayClosed, MessageEvent.BookingReminder];

    /// <inheritdoc />
    public static Permission Permission => Permission.TellResidents;

    /// <summary>Which message.</summary>
    public sealed record Command(Guid Message, Guid CommandId);

    /// <summary>Succeeds once it waits to be sent, or says why it is not sent.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var message = await db.Outbox.FromSql($"SELECT * FROM outbox_messages WHERE id = {command.Message} FOR UPDATE").SingleOrDefaultAsync(ct);
        if (message is null)
        {
            return AccessErrors.NotFound;
        }

        if (actor.RefusalFor(Permission, message.OfficeCode) is { } elsewhere)
        {
            return elsewhere;
        }

        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return Result.Ok;
        }

        var now = time.GetUtcNow();
        var application = await db.Applications.SingleAsync(a => a.Id == message.ApplicationId, ct);
        var start = (await OwnRecords.LiveAppointmentAsync(db, application.Id, ct))?.StartAt;
        // That a phone was changed is news for whoever had the old one.
        var phone = message.Event == MessageEvent.ContactChanged ? composer.RecipientOf(message) : application.Channel == Channel.None ? null : vault.PhoneOf(application);
        if (phone is not { } to)
        {
            return MessageErrors.NoPhone;
        }

        var sent = message.SendAgain(composer.SealAnew(message, to, application), DeliveryRules.ExpiryOf(message.Event, now, start), now);
        var why = sent.Succeeded ? await WhyNotAsync(db, message, to, start, now, ct) : sent.Error;
        if (why is not null)
        {
            return why;
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.MessageSentAgain, actor, now, message.OfficeCode, message.Id, commandId: command.CommandId));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    });

    private async Task<Error?> WhyNotAsync(PortalDbContext db, OutboxMessage message, PhoneNumber phone, DateTimeOffset? start, DateTimeOffset now, CancellationToken ct)
    {
        if (OfAppointments.Contains(message.Event) && !(start > now))
        {
            return MessageErrors.TimePassed;
        }

        if ((await OptOuts.AmongAsync(db, [vault.HashOfSubscriber(phone.Value)], ct)).Count > 0)
        {
            return MessageErrors.OptedOut;
        }

        var others = db.Outbox.Where(m => m.ApplicationId == message.ApplicationId && m.Id != message.Id);
        var twin = await others.Where(m => m.Event == message.Event && m.EventKey == message.EventKey).Select(m => (MessageState?)m.State).SingleOrDefaultAsync(ct);
        if (twin is { } state && MessageWorkflow.GroupOf(state) is not (MessageGroup.NotArrived or MessageGroup.Kept))
        {
            return MessageErrors.ToldElsewhere;
        }

        return !BesideTheNews.Contains(message.Event) && await others.AnyAsync(m => m.CreatedAt > message.CreatedAt && (m.Event != message.Event || m.EventKey != message.EventKey) && !BesideTheNews.Contains(m.Event), ct)
            ? MessageErrors.Outdated
            : null;
    }
}
