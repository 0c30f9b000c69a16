namespace Portal.Core.Settings;

/// <summary>What an administrator may change for the whole installation while the portal runs.</summary>
/// <param name="SmsAfterMinutes">How long a WhatsApp message may be under way before an SMS says the same, 1 to 2880 minutes; a code waits one minute whatever this says.</param>
/// <param name="MessagesPerSecond">Requests to the provider of messages a second, 1 to 10,000, from each node.</param>
public sealed record InstallationSettings(int SmsAfterMinutes, int MessagesPerSecond)
{
    /// <summary>Its form.</summary>
    public static SettingForm<InstallationSettings> Form { get; } = new(
    [
        Fields.Number<InstallationSettings>("smsAfterMinutes", 1, 2880, s => s.SmsAfterMinutes, (s, v) => s with { SmsAfterMinutes = v }) with { Section = "messages" },
        Fields.Number<InstallationSettings>("messagesPerSecond", 1, 10_000, s => s.MessagesPerSecond, (s, v) => s with { MessagesPerSecond = v }) with { Section = "messages" },
    ]);
}
