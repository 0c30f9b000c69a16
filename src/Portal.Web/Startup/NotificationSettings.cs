using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;

namespace Portal.Web.Startup;

/// <summary>The settings <c>Notifications__…</c>.</summary>
public static partial class NotificationSettings
{
    private const string TwilioItself = "https://api.twilio.com";

    /// <param name="section">The section Notifications.</param>
    /// <param name="environment">Outside Production only listed numbers receive anything.</param>
    /// <param name="publicBaseUrl">The public address, where no other is set for Twilio.</param>
    /// <param name="problems">Gets a sentence for everything that is missing or wrong.</param>
    public static NotificationOptions Read(IConfigurationSection section, IHostEnvironment environment, Uri publicBaseUrl, List<string> problems)
    {
        var defaults = new NotificationOptions();
        return new NotificationOptions
        {
            Twilio = ReadProvider(section, publicBaseUrl, problems),
            AllowedRecipients = ReadRecipients(section["AllowedRecipients"], environment, problems),
            Parallel = ReadNumber(section, "Parallel", defaults.Parallel, 256, problems),
            PerSecond = ReadNumber(section, "PerSecond", defaults.PerSecond, 10_000, problems),
            SmsAfter = TimeSpan.FromMinutes(ReadNumber(section, "SmsAfterMinutes", (int)defaults.SmsAfter.TotalMinutes, 48 * 60, problems)),
        };
    }

    private static TwilioOptions? ReadProvider(IConfigurationSection section, Uri publicBaseUrl, List<string> problems)
    {
        var provider = section["Provider"]?.Trim();
        if (string.IsNullOrEmpty(provider) || provider.Equals("Log", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (!provider.Equals("Twilio", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"Notifications__Provider is \"{provider}\", and there is no such provider. Set it to Twilio, or to Log or nothing: messages are then kept and shown to staff.");
            return null;
        }

        var twilio = section.GetSection("Twilio");
        var account = Sid(twilio, "AccountSid", "AC", problems);
        var service = Sid(twilio, "MessagingServiceSid", "MG", problems);
        var token = twilio["AuthToken"]?.Trim();
        if (string.IsNullOrEmpty(token))
        {
            problems.Add("Notifications__Twilio__AuthToken is missing. Twilio's console shows it beside the account.");
        }

        return new TwilioOptions
        {
            AccountSid = account,
            AuthToken = token ?? "",
            MessagingServiceSid = service,
            WhatsAppFrom = ReadSender(twilio["WhatsAppFrom"], problems),
            BaseUrl = ReadAddress(twilio["BaseUrl"], "BaseUrl", new Uri(TwilioItself), TwilioItself, problems),
            PublicBaseUrl = ReadAddress(twilio["PublicBaseUrl"], "PublicBaseUrl", publicBaseUrl, "https://ktp.example.go.id", problems),
        };
    }

    private static string Sid(IConfigurationSection twilio, string name, string prefix, List<string> problems)
    {
        var sid = twilio[name]?.Trim() ?? "";
        if (!SidShape().IsMatch(sid) || !sid.StartsWith(prefix, StringComparison.Ordinal))
        {
            problems.Add($"Notifications__Twilio__{name} is {(sid.Length == 0 ? "missing" : $"\"{sid}\"")}. Twilio's console shows it: {prefix} and 32 digits and letters a to f.");
        }

        return sid;
    }

    // The sender may be anybody's business number, also one abroad.
    private static string? ReadSender(string? setting, List<string> problems)
    {
        var number = setting?.Trim().Replace("whatsapp:", "", StringComparison.OrdinalIgnoreCase);
        if (string.IsNullOrEmpty(number))
        {
            return null;
        }

        if (!NumberShape().IsMatch(number))
        {
            problems.Add($"Notifications__Twilio__WhatsAppFrom is \"{setting}\". Set it to a number like +6281234567890, or remove it: messages then go by SMS.");
        }

        return number;
    }

    // Phone numbers, codes and own links go over this line.
    private static Uri ReadAddress(string? setting, string name, Uri otherwise, string example, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return otherwise;
        }

        if (Uri.TryCreate(setting.Trim(), UriKind.Absolute, out var url) && (url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback)) && url.Query.Length + url.Fragment.Length + url.UserInfo.Length == 0)
        {
            return url;
        }

        problems.Add($"Notifications__Twilio__{name} is \"{setting}\". Set it to an address like {example} (http only on this machine).");
        return otherwise;
    }

    private static HashSet<PhoneNumber>? ReadRecipients(string? setting, IHostEnvironment environment, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return environment.IsProduction() ? null : [];
        }

        HashSet<PhoneNumber> allowed = [];
        var wrong = 0;
        foreach (var typed in setting.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (PhoneNumber.TryParse(typed, out var phone))
            {
                allowed.Add(phone);
            }
            else
            {
                wrong++;
            }
        }

        if (wrong > 0)
        {
            problems.Add($"Notifications__AllowedRecipients holds {wrong.ToString(CultureInfo.InvariantCulture)} that are no Indonesian mobile numbers. Write them like +6281234567890, with commas between.");
        }

        return allowed;
    }

    private static int ReadNumber(IConfigurationSection section, string name, int otherwise, int most, List<string> problems)
    {
        var setting = section[name];
        if (string.IsNullOrWhiteSpace(setting))
        {
            return otherwise;
        }

        if (int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most)
        {
            return number;
        }

        problems.Add($"Notifications__{name} is \"{setting}\". Set it to a number from 1 to {most.ToString(CultureInfo.InvariantCulture)}.");
        return otherwise;
    }

    [GeneratedRegex("^[A-Z]{2}[0-9a-fA-F]{32}$")]
    private static partial Regex SidShape();

    [GeneratedRegex(@"^\+[1-9][0-9]{7,14}$")]
    private static partial Regex NumberShape();
}
