using System.Text.RegularExpressions;

namespace Portal.Infrastructure.Persistence;

/// <summary>Writes a database's schema the way <c>docs/schema.sql</c> keeps it, so that a change is seen in review.</summary>
public static partial class SchemaDump
{
    private const string Head = "-- The schema that the migrations make. Written by './portal schema'; a test compares it. Do not edit.\n\n";

    /// <summary>The schema as SQL, without what differs between versions of pg_dump.</summary>
    /// <exception cref="InvalidOperationException">pg_dump failed.</exception>
    public static async Task<string> OfAsync(string connectionString, CancellationToken ct)
    {
        var dump = await PostgresTool.RunAsync("pg_dump", connectionString, ["--schema-only", "--no-owner", "--no-privileges"], ct);
        return dump.Succeeded ? Head + Normalise(dump.Output) : throw new InvalidOperationException($"pg_dump failed: {dump.Complaint}");
    }

    private static string Normalise(string dump)
    {
        var kept = dump.ReplaceLineEndings("\n").Split('\n').Where(line => !Noise().IsMatch(line));
        return BlankLines().Replace(string.Join('\n', kept), "\n\n").Trim() + "\n";
    }

    // Comments, session settings and the guard lines of newer versions.
    [GeneratedRegex(@"^(--.*|SET \w+ = .*;|SELECT pg_catalog\.set_config\(.*|\\(un)?restrict .*)$")]
    private static partial Regex Noise();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex BlankLines();
}
