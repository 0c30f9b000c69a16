using System.Text.RegularExpressions;

namespace Portal.Bench.Booking;

/// <summary>One statement as the server saw it, with the values it was given.</summary>
/// <param name="Sql">Parameters are written $1, $2 …</param>
/// <param name="Values">What they were, as the server prints them; null is SQL's NULL.</param>
internal sealed record CapturedStatement(string Sql, IReadOnlyList<string?> Values);

/// <summary>
/// The statements of one real booking, read from the server's own log in every run: the comparison can therefore never
/// fall behind the use case.
/// </summary>
internal static partial class CapturedBooking
{
    private const string Marker = "INSERT INTO applications";

    /// <summary>Has one booking made while the server logs every statement; the transaction's begin and end are the first and the last.</summary>
    /// <param name="stand">The cluster.</param>
    /// <param name="book">Starts the portal, so that its sessions begin after the log is on, and books once.</param>
    /// <param name="ct">Stops.</param>
    public static async Task<IReadOnlyList<CapturedStatement>> TakeAsync(BenchStand stand, Func<Task> book, CancellationToken ct)
    {
        // The log of errors must hold no values, so the cluster is terse; for this database and this moment it is not.
        await stand.ExecuteAsync("postgres", $"ALTER DATABASE {BenchStand.Database} SET log_statement = 'all'", ct);
        await stand.ExecuteAsync("postgres", $"ALTER DATABASE {BenchStand.Database} SET log_error_verbosity = 'default'", ct);
        await SetPrefixAsync("%p|");
        await book();
        await stand.ExecuteAsync("postgres", $"ALTER DATABASE {BenchStand.Database} RESET ALL", ct);
        await SetPrefixAsync("%m [%p] ");
        return TransactionIn(await File.ReadAllTextAsync(stand.ServerLog, ct));

        async Task SetPrefixAsync(string prefix)
        {
            await stand.ExecuteAsync("postgres", $"ALTER SYSTEM SET log_line_prefix = '{prefix}'", ct);
            await stand.ExecuteAsync("postgres", "SELECT pg_reload_conf()", ct);
            await Task.Delay(300, ct);
        }
    }

    /// <summary>"INSERT applications": what a statement does, for the report.</summary>
    public static string Summary(CapturedStatement statement) =>
        Subject().Match(statement.Sql) is { Success: true } match ? $"{match.Groups[1].Value} {match.Groups[2].Value}" : statement.Sql.Split([' ', '\n'], 2)[0];

    private static List<CapturedStatement> TransactionIn(string log)
    {
        var bySession = new Dictionary<string, List<CapturedStatement>>();
        foreach (Match entry in Entry().Matches(log))
        {
            var session = entry.Groups["session"].Value;
            if (!bySession.TryGetValue(session, out var list))
            {
                bySession.Add(session, list = []);
            }

            var sql = entry.Groups["sql"].Value.Replace("\n\t", "\n", StringComparison.Ordinal).Trim();
            list.Add(new(sql, [.. Value().Matches(entry.Groups["values"].Value).Select(v => v.Groups[1].Success ? v.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal) : null)]));
        }

        var booking = bySession.Values.LastOrDefault(list => list.Exists(IsMarker)) ?? throw new InvalidOperationException("The server's log shows no booking.");
        var at = booking.FindLastIndex(IsMarker);
        var begin = booking.FindLastIndex(at, s => s.Sql.StartsWith("BEGIN", StringComparison.OrdinalIgnoreCase));
        var end = booking.FindIndex(at, s => s.Sql.StartsWith("COMMIT", StringComparison.OrdinalIgnoreCase));
        return booking[begin..(end + 1)];
    }

    private static bool IsMarker(CapturedStatement statement) => statement.Sql.StartsWith(Marker, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?<session>\d+)\|LOG:  (?:statement|execute [^:]+): (?<sql>.*(?:\n\t.*)*)(?:\n\k<session>\|DETAIL:  parameters: (?<values>.*(?:\n\t.*)*))?", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\$\d+ = (?:'((?:[^']|'')*)'|NULL)")]
    private static partial Regex Value();

    [GeneratedRegex(@"^(INSERT|UPDATE|DELETE)\s+(?:INTO\s+|FROM\s+)?(\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Subject();
}
