using System.Globalization;

namespace Portal.Infrastructure.Persistence;

/// <summary>Finds the PostgreSQL programs of this machine. Debian keeps them per major version, outside PATH.</summary>
internal static class PostgresBinaries
{
    private const string DebianRoot = "/usr/lib/postgresql";

    /// <summary>The folder of initdb, postgres and pg_dump; of the version that wrote <paramref name="dataFolder"/> when there is one.</summary>
    /// <exception cref="InvalidOperationException">Nothing fitting is installed; the message says what to install.</exception>
    public static string Folder(string? dataFolder = null)
    {
        var wanted = dataFolder is null ? null : VersionOf(dataFolder);
        var all = Candidates().Where(IsComplete).ToList();
        if (all.Count == 0)
        {
            throw new InvalidOperationException("PostgreSQL is not installed: run 'apt-get install postgresql', or set ConnectionStrings__Portal to a server of your own.");
        }

        // A cluster can only be opened by the major version that made it, so the newest is wrong after an upgrade of the system.
        return wanted is null
            ? all[0]
            : all.FirstOrDefault(folder => MajorOf(folder) == wanted)
                ?? throw new InvalidOperationException($"The database in {dataFolder} was written by PostgreSQL {wanted}, which is not installed: run 'apt-get install postgresql-{wanted}'.");
    }

    /// <summary>The major version a cluster was made with, or null when there is no cluster.</summary>
    public static int? VersionOf(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } chosen)
        {
            yield return chosen;
        }

        if (Directory.Exists(DebianRoot))
        {
            foreach (var version in Directory.GetDirectories(DebianRoot).OrderByDescending(folder => VersionInPath(folder) ?? 0))
            {
                yield return Path.Combine(version, "bin");
            }
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return folder;
        }
    }

    private static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    public static int? MajorOf(string folder)
    {
        if (VersionInPath(Path.GetDirectoryName(folder) ?? "") is { } major)
        {
            return major;
        }

        // "postgres (PostgreSQL) 17.2": for installations whose path does not tell.
        var said = ChildProcess.RunAsync([Path.Combine(folder, "postgres"), "--version"], CancellationToken.None).GetAwaiter().GetResult();
        var digits = said.Output.Split(' ').Last().TakeWhile(char.IsAsciiDigit).ToArray();
        return int.TryParse(digits, CultureInfo.InvariantCulture, out var told) ? told : null;
    }

    private static int? VersionInPath(string folder) =>
        int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major) ? major : null;
}
