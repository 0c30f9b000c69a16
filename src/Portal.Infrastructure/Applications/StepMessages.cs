using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Applications;

/// <summary>Messages about a step of the back office, with the resident's own link.</summary>
public sealed class StepMessages(MessageComposer messages, PersonalDataVault vault, PublicLinks links)
{
    /// <summary>Adds the message to the step's own transaction; nothing where the resident chose no channel.</summary>
    /// <param name="db">The step's context.</param>
    /// <param name="application">Whom it concerns.</param>
    /// <param name="office">The office.</param>
    /// <param name="messageEvent">What happened.</param>
    /// <param name="eventKey">Names the very event, so that it is told once: the id of the recording, the day of the shortage.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="range">The date range, inclusive; null where none can be given.</param>
    /// <param name="code">The digits of a one-time code, where the message is one.</param>
    /// <param name="why">Why the range moved, in the resident's language.</param>
    public void Add(PortalDbContext db, CardApplication application, OfficeEntry office, MessageEvent messageEvent, string eventKey, DateTimeOffset now, (DateOnly From, DateOnly Through)? range = null, string? code = null, string? why = null)
    {
        var facts = new MessageFacts
        {
            Register = application.Register,
            Office = office.Office.Name,
            Link = links.Own(vault.LinkCode(application.Id, application.LinkVersion)),
            Code = code,
            From = range?.From,
            Through = range?.Through,
            Why = why,
        };
        if (messages.Compose(db, application, messageEvent, eventKey, facts, now) is { } message)
        {
            db.Outbox.Add(message);
        }
    }
}
