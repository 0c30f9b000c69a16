using Portal.Core.Applications;

namespace Portal.Infrastructure.Notifications;

/// <summary>Finds a message that may have been sent among those that Twilio lists for the same address.</summary>
public static class TwilioLookUp
{
    // Twilio's clock is not ours.
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Those that may be it, the likeliest first. An SMS is known by its text (a trial account writes a line before it); of a
    /// WhatsApp message Twilio shows the filled-in template, whose words we do not have, so it is known by the variables in it.
    /// </summary>
    public static IReadOnlyList<TwilioMessage> Like(OutgoingMessage message, string address, IReadOnlyList<TwilioMessage> listed) =>
    [
        .. listed
            .Where(m => m is { Sid: not null, Body: not null } && m.To == address && m.Direction?.StartsWith("inbound", StringComparison.Ordinal) != true && m.CreatedAt >= message.CreatedAt - ClocksDiffer)
            .Select(m => (Message: m, Likeness: LikenessOf(message, m.Body!)))
            .Where(m => m.Likeness > 0)
            .OrderByDescending(m => m.Likeness)
            .Select(m => m.Message),
    ];

    private static int LikenessOf(OutgoingMessage message, string body)
    {
        if (message.Channel != Channel.WhatsApp)
        {
            return body.Trim().EndsWith(message.Body.Trim(), StringComparison.Ordinal) ? 1 : 0;
        }

        // The first is the register number or the code: without it, it is about something else.
        return body.Contains(message.Variables["1"], StringComparison.Ordinal) ? message.Variables.Values.Count(v => body.Contains(v, StringComparison.Ordinal)) : 0;
    }
}
