using Microsoft.Extensions.Logging.Console;

namespace Portal.Web.Startup;

/// <summary>
/// One line per event on the console. What the framework says about single requests is kept out whatever the settings
/// say: its lines carry whole paths, and a path may be a resident's own link or a register number.
/// </summary>
public static class PortalLogging
{
    // More talkative rules for these, from whatever settings, are raised to Warning.
    private static readonly string[] Talkative = ["Microsoft", "System.Net.Http", "Npgsql", "Quartz"];

    // Their every line carries a path, a query or a body; or anybody fills the log by sending rubbish for a token.
    private static readonly string[] Silent =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.HttpLogging", "System.Net.Http.HttpClient", "Npgsql.Command",
        "Microsoft.AspNetCore.Antiforgery",
    ];

    public static void AddPortalLogging(this ILoggingBuilder logging)
    {
        logging.AddConsole(options => options.FormatterName = RedactingConsoleFormatter.FormatterName);
        logging.AddConsoleFormatter<RedactingConsoleFormatter, ConsoleFormatterOptions>();
        logging.Services.PostConfigure<LoggerFilterOptions>(Quieten);
    }

    private static void Quieten(LoggerFilterOptions options)
    {
        // A rule for one provider outranks every general one, so each provider that has rules gets its own.
        var providers = options.Rules.Select(r => r.ProviderName).Append(null).Distinct().ToList();
        foreach (var rule in options.Rules.Where(IsTooTalkative).ToList())
        {
            options.Rules.Remove(rule);
            options.Rules.Add(new LoggerFilterRule(rule.ProviderName, rule.CategoryName, LogLevel.Warning, rule.Filter));
        }

        foreach (var provider in providers)
        {
            // Where a provider as a whole says less already, nothing may make it talk.
            var quiet = options.Rules.Any(r => r.ProviderName == provider && r.CategoryName is null && r.LogLevel > LogLevel.Warning);
            foreach (var category in Talkative.Where(c => !quiet && !options.Rules.Any(r => r.ProviderName == provider && r.CategoryName == c)).ToList())
            {
                options.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.Warning, null));
            }

            foreach (var category in Silent)
            {
                options.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.None, null));
            }
        }

        // Says on which address it listens and when it stops; no requests.
        options.Rules.Add(new LoggerFilterRule(null, "Microsoft.Hosting.Lifetime", LogLevel.Warning, null));
    }

    private static bool IsTooTalkative(LoggerFilterRule rule) =>
        rule.CategoryName is { } category && rule.LogLevel < LogLevel.Warning && Array.Exists(Talkative, t => category.StartsWith(t, StringComparison.OrdinalIgnoreCase));
}
