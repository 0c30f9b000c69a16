namespace Portal.Core.Notifications;

/// <summary>What an error of the provider means for a message.</summary>
public enum DeliveryProblem
{
    /// <summary>Free text outside the 24 hours, or the template is not approved: WhatsApp wants a template.</summary>
    UseTemplate,

    /// <summary>The number is not on WhatsApp.</summary>
    NotOnWhatsApp,

    /// <summary>The person has told the provider to send nothing more.</summary>
    OptedOut,

    /// <summary>No such number, or none that takes messages.</summary>
    BadNumber,

    /// <summary>The phone is off or out of reach.</summary>
    Unreachable,

    /// <summary>Too fast; the provider did not process it.</summary>
    TooFast,

    /// <summary>Template or variables are wrong: the office has to mend them.</summary>
    OurTemplateIsWrong,

    /// <summary>Anything else.</summary>
    Unknown,
}

/// <summary>Twilio's words in ours: statuses of messages and error codes.</summary>
public static class TwilioWords
{
    private static readonly Dictionary<string, MessageState> States = new(StringComparer.Ordinal)
    {
        ["accepted"] = MessageState.Accepted,
        ["scheduled"] = MessageState.Accepted,
        ["queued"] = MessageState.Accepted,
        ["sending"] = MessageState.Accepted,
        ["sent"] = MessageState.Sent,
        ["delivered"] = MessageState.Delivered,
        ["read"] = MessageState.Read,
        ["undelivered"] = MessageState.Failed,
        ["failed"] = MessageState.Failed,
        ["canceled"] = MessageState.Failed,
    };

    // https://www.twilio.com/docs/api/errors
    private static readonly Dictionary<int, DeliveryProblem> Problems = new()
    {
        [429] = DeliveryProblem.TooFast,
        [20429] = DeliveryProblem.TooFast,
        [63018] = DeliveryProblem.TooFast,
        [21211] = DeliveryProblem.BadNumber,
        [30006] = DeliveryProblem.BadNumber,
        [21610] = DeliveryProblem.OptedOut,
        [63014] = DeliveryProblem.OptedOut,
        [21654] = DeliveryProblem.OurTemplateIsWrong,
        [21655] = DeliveryProblem.OurTemplateIsWrong,
        [21656] = DeliveryProblem.OurTemplateIsWrong,
        [30003] = DeliveryProblem.Unreachable,
        [30005] = DeliveryProblem.Unreachable,
        [63003] = DeliveryProblem.NotOnWhatsApp,
        [63024] = DeliveryProblem.NotOnWhatsApp,
        [63016] = DeliveryProblem.UseTemplate,
    };

    /// <summary>The state that a status means; null for one we have never heard of.</summary>
    public static MessageState? StateOf(string? status) => status is not null && States.TryGetValue(status, out var state) ? state : null;

    /// <summary>What an error code means.</summary>
    public static DeliveryProblem ProblemOf(int code) => Problems.GetValueOrDefault(code, DeliveryProblem.Unknown);
}
