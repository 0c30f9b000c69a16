using Portal.Core.Shared;

namespace Portal.Infrastructure.Notifications;

/// <summary>Settings of the messages.</summary>
public sealed record NotificationOptions
{
    /// <summary>Twilio's settings (<c>Notifications__Provider=Twilio</c>); null where nothing leaves the house (<c>Log</c>).</summary>
    public TwilioOptions? Twilio { get; init; }

    /// <summary>The only numbers that may receive anything; null for everyone, which only Production allows (<c>Notifications__AllowedRecipients</c>).</summary>
    public IReadOnlySet<PhoneNumber>? AllowedRecipients { get; init; }

    /// <summary>Messages that this node talks to the provider about at the same time (<c>Notifications__Parallel</c>).</summary>
    public int Parallel { get; init; } = 32;

    /// <summary>Requests to the provider a second, at most, from this node (<c>Notifications__PerSecond</c>).</summary>
    public int PerSecond { get; init; } = 100;

    /// <summary>How long a WhatsApp message may be under way before an SMS says the same (<c>Notifications__SmsAfterMinutes</c>).</summary>
    public TimeSpan SmsAfter { get; init; } = TimeSpan.FromHours(2);
}

/// <summary>Settings of Twilio, each <c>Notifications__Twilio__…</c>.</summary>
public sealed record TwilioOptions
{
    /// <summary>The account.</summary>
    public required string AccountSid { get; init; }

    /// <summary>Its secret: signs in, and signs what Twilio sends.</summary>
    public required string AuthToken { get; init; }

    /// <summary>The service that sends SMS.</summary>
    public required string MessagingServiceSid { get; init; }

    /// <summary>The number that sends WhatsApp messages, <c>+62…</c>; null where the office has none and everything goes by SMS.</summary>
    public string? WhatsAppFrom { get; init; }

    /// <summary>Where Twilio is asked.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The address under which Twilio reaches the portal; signatures are checked against it.</summary>
    public required Uri PublicBaseUrl { get; init; }

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);
}
