using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Infrastructure.Demo;
using Portal.Infrastructure.Privacy;

namespace Portal.Bench.Booking;

/// <summary>
/// Turns captured statements into a pgbench script: the same SQL, with values that differ from booking to booking where
/// a booking's own differ (ids, hashes, register number, name, and the slot when bookings are spread), and the captured
/// value everywhere else, so that rows have the same size.
/// </summary>
internal sealed partial class PgbenchScript(IReadOnlyList<CapturedStatement> statements, IReadOnlySet<string> knownIds, DateTimeOffset hotStart, TimeSpan slotLength, DateTimeOffset first)
{
    /// <summary>Slots of one bench office on one day.</summary>
    public const int SlotsPerDay = 287;

    private const int Names = 400;

    private readonly Dictionary<string, int> _varying = [];

    /// <summary>The script.</summary>
    /// <param name="slots">Over how many slots; 1 keeps the captured one.</param>
    /// <param name="pipelined">Sends what EF Core sends in one go in one go too.</param>
    public string Write(int slots, bool pipelined)
    {
        var text = new StringBuilder();
        // Unique over all clients and, like the ids of the portal, rising: :i is kept per client, and begins where a run is told to.
        text.AppendLine("\\set i :i + 1").AppendLine("\\set n :i * 64 + :client_id");
        if (slots > 1)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"\\set s random(0, {slots - 1})").AppendLine(CultureInfo.InvariantCulture, $"\\set d :s / {SlotsPerDay}").AppendLine(CultureInfo.InvariantCulture, $"\\set m :s % {SlotsPerDay} * 5");
        }

        foreach (var trip in RoundTrips())
        {
            var together = pipelined && trip.Count > 1;
            text.Append(together ? "\\startpipeline\n" : "");
            foreach (var statement in trip)
            {
                text.Append(Line(statement, slots > 1)).AppendLine(";");
            }

            text.Append(together ? "\\endpipeline\n" : "");
        }

        return text.ToString();
    }

    /// <summary>Npgsql sends BEGIN along with the first statement, the portal its locks with the question behind them, and EF Core the inserts of one SaveChanges together.</summary>
    private List<List<CapturedStatement>> RoundTrips()
    {
        List<List<CapturedStatement>> trips = [];
        for (var i = 0; i < statements.Count; i++)
        {
            var joins = i > 0 && (IsBegin(statements[i - 1]) || IsLock(statements[i - 1]) || (IsSaved(statements[i]) && IsSaved(statements[i - 1])));
            if (joins)
            {
                trips[^1].Add(statements[i]);
            }
            else
            {
                trips.Add([statements[i]]);
            }
        }

        return trips;

        static bool IsBegin(CapturedStatement s) => s.Sql.StartsWith("BEGIN", StringComparison.OrdinalIgnoreCase);
        static bool IsLock(CapturedStatement s) => s.Sql.StartsWith("SELECT pg_advisory", StringComparison.OrdinalIgnoreCase);
        static bool IsSaved(CapturedStatement s) => s.Sql.StartsWith("INSERT", StringComparison.OrdinalIgnoreCase) && !s.Sql.Contains("ON CONFLICT", StringComparison.OrdinalIgnoreCase);
    }

    private string Line(CapturedStatement statement, bool spread)
    {
        var sql = Parameter().Replace(statement.Sql, match => Expression(statement.Values[int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1], spread));
        return Space().Replace(sql, " ").TrimEnd(';', ' ');
    }

    private string Expression(string? value, bool spread)
    {
        if (value is null)
        {
            return "NULL";
        }

        if (Guid.TryParseExact(value, "D", out _))
        {
            return knownIds.Contains(value) ? $"'{value}'" : Id(value);
        }

        // Sixty-four digits are a keyed hash, by which rows are found; longer values are ciphertext, which nothing looks at.
        if (value.StartsWith("\\x", StringComparison.Ordinal))
        {
            return value.Length == 66 ? $"sha256(int8send(:n::bigint * 16 + {NumberOf(value)}))" : $"'{value}'";
        }

        if (RegisterNumberText().IsMatch(value))
        {
            return "lpad((:n::bigint * 7919 % 10000000000)::text, 10, '0')";
        }

        if (long.TryParse(value, CultureInfo.InvariantCulture, out var number))
        {
            // An advisory lock on somebody's phone; the other one is everybody's.
            return Math.Abs(number) > int.MaxValue && number != KeyRing.LookupLock ? $"(:n::bigint * 104729 + {NumberOf(value)})" : $"'{value}'";
        }

        if (spread && SlotPart(value) is { } part)
        {
            return part;
        }

        if (Guid.TryParseExact(value, "N", out var id))
        {
            return $"replace(({Id(id.ToString("D"))})::text, '-', '')";
        }

        return NameLike(value) ?? Quoted(value);
    }

    private string Id(string value) => $"lpad(to_hex(:n::bigint * 16 + {NumberOf(value)}), 32, '0')::uuid";

    private string? SlotPart(string value)
    {
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) && day == DateOnly.FromDateTime(hotStart.Date))
        {
            return $"(date '{first:yyyy-MM-dd}' + :d::int)";
        }

        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) || value.Length < 20)
        {
            return null;
        }

        var from = $"(timestamptz '{first.ToUniversalTime():yyyy-MM-dd HH:mm:ss}+00' + make_interval(days => :d::int, mins => :m::int";
        return instant == hotStart ? from + "))" : instant == hotStart + slotLength ? $"{from} + {slotLength.TotalMinutes}))" : null;
    }

    /// <summary>The name of the person, or its form for searching.</summary>
    private static string? NameLike(string value)
    {
        var people = Enumerable.Range(1, Names).Select(n => InventedPeople.At(n).Name).ToList();
        var spelling = people.Contains(value) ? people
            : people.Exists(n => n.Equals(value, StringComparison.OrdinalIgnoreCase)) ? people.ConvertAll(n => value == value.ToUpperInvariant() ? n.ToUpperInvariant() : n.ToLowerInvariant())
            : null;
        return spelling is null ? null : $"(ARRAY[{string.Join(',', spelling.Select(Quoted))}])[1 + :n::bigint % {Names}]";
    }

    private static string Quoted(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Equal values stay equal: the hash in the appointment is the one in the application.</summary>
    private int NumberOf(string value)
    {
        if (!_varying.TryGetValue(value, out var number))
        {
            _varying.Add(value, number = _varying.Count);
        }

        return number;
    }

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"^\d{10}$")]
    private static partial Regex RegisterNumberText();
}
