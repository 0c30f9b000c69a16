using Portal.Core.Staff;

namespace Portal.Core.Settings;

/// <summary>What an administrator may change for the whole installation while the portal runs.</summary>
/// <param name="SmsAfterMinutes">How long a WhatsApp message may be under way before an SMS says the same, 1 to 2880 minutes; a code waits one minute whatever this says.</param>
/// <param name="MessagesPerSecond">Requests to the provider of messages a second, 1 to 10,000, from each node.</param>
/// <param name="LockAfterMinutes">After so long without input a staff page is covered and its session locked, 0 to 120 minutes; 0: never.</param>
/// <param name="UnusedHours">A session that nothing was heard of for so long is over, 1 to 720 hours.</param>
/// <param name="LongestHours">So long after the last full sign-in a session is over in any case, 1 to 720 hours.</param>
/// <param name="DailyMessageCap">What a day's messages may take of an office that has set no limit of its own, 1 to 1,000,000 parts (SMS segments, WhatsApp messages as one each); null: no limit.</param>
public sealed record InstallationSettings(int SmsAfterMinutes, int MessagesPerSecond, int LockAfterMinutes, int UnusedHours, int LongestHours, int? DailyMessageCap = null)
{
    /// <summary>The name of the field of <see cref="LockAfterMinutes"/>.</summary>
    public const string LockField = "lockAfterMinutes";

    /// <summary>Its form.</summary>
    public static SettingForm<InstallationSettings> Form { get; } = new(
    [
        Fields.Number<InstallationSettings>("smsAfterMinutes", 1, 2880, s => s.SmsAfterMinutes, (s, v) => s with { SmsAfterMinutes = v }) with { Section = "messages" },
        Fields.Number<InstallationSettings>("messagesPerSecond", 1, 10_000, s => s.MessagesPerSecond, (s, v) => s with { MessagesPerSecond = v }) with { Section = "messages" },
        Fields.OptionalNumber<InstallationSettings>("dailyMessageCap", 1, 1_000_000, s => s.DailyMessageCap, (s, v) => s with { DailyMessageCap = v }) with { Section = "messages" },
        Fields.Number<InstallationSettings>(LockField, 0, 120, s => s.LockAfterMinutes, (s, v) => s with { LockAfterMinutes = v }) with { Section = "sessions" },
        Fields.Number<InstallationSettings>("unusedHours", 1, 720, s => s.UnusedHours, (s, v) => s with { UnusedHours = v }) with { Section = "sessions" },
        Fields.Number<InstallationSettings>("longestHours", 1, 720, s => s.LongestHours, (s, v) => s with { LongestHours = v }) with { Section = "sessions" },
    ]);

    /// <summary>How long staff stay signed in. What reads like the environment's is the environment's: it may be finer than whole minutes and hours.</summary>
    /// <param name="environment">What the environment says.</param>
    public SessionRules SessionsOver(SessionRules environment)
    {
        var usual = Of(environment);
        return new SessionRules(
            LockAfterMinutes == usual.Lock ? environment.LockAfter : TimeSpan.FromMinutes(LockAfterMinutes),
            UnusedHours == usual.Unused ? environment.Unused : TimeSpan.FromHours(UnusedHours),
            LongestHours == usual.Longest ? environment.Longest : TimeSpan.FromHours(LongestHours));
    }

    /// <summary>The environment's in whole minutes and hours, rounded up: half a minute must not read as never.</summary>
    public static (int Lock, int Unused, int Longest) Of(SessionRules environment) =>
        ((int)Math.Ceiling(environment.LockAfter.TotalMinutes), (int)Math.Ceiling(environment.Unused.TotalHours), (int)Math.Ceiling(environment.Longest.TotalHours));
}
