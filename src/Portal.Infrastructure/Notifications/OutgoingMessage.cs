using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;

namespace Portal.Infrastructure.Notifications;

/// <summary>A message opened for the provider. Never logged: it holds a phone number.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Event">What it is about.</param>
/// <param name="Language">In which language.</param>
/// <param name="Channel">WhatsApp or SMS.</param>
/// <param name="To">To whom.</param>
/// <param name="Body">The text.</param>
/// <param name="Variables">The numbered variables of a template; empty for an SMS.</param>
/// <param name="CreatedAt">When it was written: the provider cannot have had it earlier.</param>
public sealed record OutgoingMessage(Guid Id, int Attempt, MessageEvent Event, Language Language, Channel Channel, PhoneNumber To, string Body, IReadOnlyDictionary<string, string> Variables, DateTimeOffset CreatedAt);

/// <summary>How a message fared with the provider.</summary>
public enum SendResult
{
    /// <summary>It stays in the house.</summary>
    Kept,

    /// <summary>Its time has passed.</summary>
    Expired,

    /// <summary>The person wants no messages.</summary>
    OptedOut,

    /// <summary>Its broadcast was stopped.</summary>
    Withdrawn,

    /// <summary>The provider has it.</summary>
    Taken,

    /// <summary>The provider refuses it.</summary>
    Refused,

    /// <summary>It was sent, and no usable answer came.</summary>
    Unclear,

    /// <summary>The provider was asked and has no such message.</summary>
    Missing,

    /// <summary>Nothing was processed: no line, too fast, or the house is closing.</summary>
    NotProcessed,

    /// <summary>WhatsApp has no template for it.</summary>
    NoTemplate,
}

/// <summary>What the provider answered.</summary>
/// <param name="Result">How it fared.</param>
/// <param name="ProviderId">The provider's id, where it was taken.</param>
/// <param name="Said">The state the provider told, where it was taken.</param>
/// <param name="Code">The provider's error; 0 for none.</param>
/// <param name="Wait">How long the provider asks to be left alone; null where it did not say.</param>
public sealed record SendOutcome(SendResult Result, string? ProviderId = null, MessageState Said = MessageState.Accepted, int Code = 0, TimeSpan? Wait = null);
