using System.Globalization;
using System.Text;

namespace Portal.Infrastructure.Persistence;

internal enum ServerState
{
    Stopped,
    StartingOrStopping,
    Ready,
}

/// <summary>
/// Reads <c>postmaster.pid</c>, in which a PostgreSQL server says who it is and how far it has come
/// (line 1 process id, line 8 state). The file outlives a killed server.
/// </summary>
internal static class PostmasterFile
{
    // One above the largest process id Linux can hand out (PID_MAX_LIMIT), so certainly nobody's.
    private const int NobodysProcessId = 4_194_305;

    public static ServerState StateOf(string dataFolder)
    {
        var lines = Read(dataFolder);
        if (lines is null || !IsServerOf(dataFolder, lines))
        {
            return ServerState.Stopped;
        }

        return lines.Length >= 8 && lines[7].Trim() == "ready" ? ServerState.Ready : ServerState.StartingOrStopping;
    }

    /// <summary>
    /// After a power cut the file may name a process id that another program holds by now, and PostgreSQL then
    /// refuses to start. Only that id is replaced: the rest tells PostgreSQL which shared memory to look for, its
    /// guard against sessions of the dead server that are still writing.
    /// </summary>
    public static void DisownStale(string dataFolder)
    {
        if (Read(dataFolder) is { Length: > 0 } lines && !IsServerOf(dataFolder, lines))
        {
            lines[0] = NobodysProcessId.ToString(CultureInfo.InvariantCulture);
            File.WriteAllText(PathIn(dataFolder), string.Join('\n', lines) + "\n");
        }
    }

    private static bool IsServerOf(string dataFolder, string[] lines)
    {
        if (!int.TryParse(lines[0], CultureInfo.InvariantCulture, out var processId))
        {
            return false;
        }

        try
        {
            var arguments = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{processId}/cmdline")).Split('\0');
            return Path.GetFileName(arguments[0]) is "postgres" or "postmaster" && arguments.Contains(dataFolder);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string[]? Read(string dataFolder)
    {
        try
        {
            return File.ReadAllLines(PathIn(dataFolder)) is { Length: > 0 } lines ? lines : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string PathIn(string dataFolder) => Path.Combine(dataFolder, "postmaster.pid");
}
