using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Applications;

/// <summary>
/// What every change of contact has in common, inside the caller's transaction: the office's limit of people per phone,
/// the change itself, and the message to the old phone. The caller has locked the application and writes the audit event.
/// </summary>
public sealed class ContactChanger(OfficeDirectory directory, PersonalDataVault vault, PhoneShare share, MessageComposer messages)
{
    /// <summary>Takes a new phone, or with null keeps the one on file, and a channel.</summary>
    public async Task<Result> ChangeAsync(PortalDbContext db, CardApplication application, PhoneNumber? phone, Channel channel, string eventKey, DateTimeOffset now, CancellationToken ct)
    {
        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        var (old, oldChannel) = (vault.PhoneOf(application), application.Channel);
        if (phone is { } shared)
        {
            await share.LockAsync(db, shared, ct);
            if (await share.RefusalForAsync(db, shared, application.Id, office, ct) is { } tooMany)
            {
                return tooMany;
            }
        }

        var changed = phone is { } fresh
            ? application.ChangeContact(vault.SealPhone(application.Id, fresh), vault.HashOf(fresh), channel, now)
            : application.ChangeContact(application.Person?.Phone, application.Person?.PhoneHash, channel, now);
        if (changed.Succeeded && old is { } previous)
        {
            var facts = new MessageFacts { Register = application.Register, Office = office.Office.Name };
            db.Outbox.Add(messages.ComposeTo(db, previous, oldChannel, application, MessageEvent.ContactChanged, eventKey, facts, now));
        }

        return changed;
    }
}
