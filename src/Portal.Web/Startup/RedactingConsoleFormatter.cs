using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Portal.Infrastructure.Persistence;

namespace Portal.Web.Startup;

/// <summary>Writes "time level category: message" on one line, with anything that looks like personal data blotted out.</summary>
public sealed class RedactingConsoleFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "portal";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry.Exception is IOException { InnerException: AddressInUseException })
        {
            return; // PortalHost says it in plain words.
        }

        var level = logEntry.LogLevel switch
        {
            LogLevel.Trace => "trace",
            LogLevel.Debug => "debug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "ERROR",
            _ => "CRITICAL",
        };
        var now = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);

        // While the database is away, everything that needs it fails alike: a page of calls each time would only hide the reason.
        var away = DatabaseAway.IsTheReason(logEntry.Exception);
        textWriter.WriteLine($"{now} {level} {logEntry.Category}: {LogRedaction.Clean(away ? FirstLine(message) : message)}");
        if (logEntry.Exception is { } exception)
        {
            textWriter.WriteLine(LogRedaction.Clean(away ? $"  The database is away: {FirstLine(exception.GetBaseException().Message)}" : exception.ToString()));
        }
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
}

/// <summary>
/// The last belt: nothing that we write to a log holds personal data, but the message of a library's exception may quote
/// what somebody typed.
/// </summary>
public static partial class LogRedaction
{
    /// <summary>The text without links' codes, queries of paths, and any number long enough for a NIK, phone or register number.</summary>
    public static string Clean(string text) =>
        Digits().Replace(Query().Replace(OwnLink().Replace(text, "$1…"), "$1?…"), "…");

    [GeneratedRegex("(/k/|/petugas/undangan/)[^\\s/?\"')]+", RegexOptions.IgnoreCase)]
    private static partial Regex OwnLink();

    [GeneratedRegex("(/[\\w./-]*)\\?[^\\s\"')]+")]
    private static partial Regex Query();

    // Nine digits or more, with the marks people put between them; times and versions are shorter groups.
    [GeneratedRegex("(?<![\\w-])\\+?\\d(?:[ .-]?\\d){8,}(?![\\w-])")]
    private static partial Regex Digits();
}
