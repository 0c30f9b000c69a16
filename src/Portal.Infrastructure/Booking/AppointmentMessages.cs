using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Booking;

/// <summary>Messages about an appointment, with time, place and the resident's own link.</summary>
public sealed class AppointmentMessages(MessageComposer messages, PersonalDataVault vault, PublicLinks links)
{
    /// <summary>Adds the message to the act's own transaction; nothing where the resident chose no channel.</summary>
    public void Add(PortalDbContext db, CardApplication application, Appointment appointment, OfficeEntry office, MessageEvent messageEvent, string eventKey, DateTimeOffset now)
    {
        var facts = new MessageFacts
        {
            Register = application.Register,
            Office = office.Office.Name,
            Start = office.Local(appointment.StartAt),
            Link = links.Own(vault.LinkCode(application.Id, application.LinkVersion)),
        };
        if (messages.Compose(db, application, messageEvent, eventKey, facts, now) is { } message)
        {
            db.Outbox.Add(message);
        }
    }
}
