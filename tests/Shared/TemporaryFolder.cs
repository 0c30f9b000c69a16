using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Portal.Tests;

/// <summary>
/// Throw-away folders of one test run. Their name tells whose they are, so that the next run can remove what a killed
/// one left behind, and is short, because a Unix socket's path may have 107 bytes only.
/// </summary>
internal static class TemporaryFolder
{
    private const string Prefix = "ptest-";
    private const UnixFileMode OpenToPassThrough =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // Kept from the garbage collector, which would close the pipe and so have the folder removed under the tests.
    private static readonly ConcurrentQueue<Process> s_janitors = new();
    private static int s_count;

    /// <summary>Makes a folder that the server's account may pass through when the tests run as root.</summary>
    public static string Create()
    {
        var name = $"{Prefix}{Environment.ProcessId}-{StartOf(Environment.ProcessId)}-{Interlocked.Increment(ref s_count)}";
        return Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), name), OpenToPassThrough).FullName;
    }

    /// <summary>Removes the folders of runs that are over.</summary>
    public static void RemoveLeftovers()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            // Process numbers come round again; number and start time together do not.
            var parts = Path.GetFileName(folder)[Prefix.Length..].Split('-');
            if (parts.Length != 3 || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out var owner) || StartOf(owner) == parts[1])
            {
                continue;
            }

            Remove(folder);
        }
    }

    /// <summary>Removes a folder; one that another user owns or a server is just leaving stays for the next run.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>
    /// Has a small shell remove the folder once this process is gone, even by kill -9: it waits for the end of a pipe
    /// that only we hold, so nothing polls and nothing stays. Forked away, because test runners kill the whole family of a test process that is slow to end.
    /// </summary>
    public static void RemoveAtExit(string folder)
    {
        const string janitor = """
            exec >/dev/null 2>&1
            read -r _
            for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
                pid=$(head -n 1 "$1/data/postmaster.pid") && kill -QUIT "$pid"
                rm -rf -- "$1" && exit
                sleep 0.1
            done
            """;
        s_janitors.Enqueue(Process.Start(new ProcessStartInfo("setsid", ["--fork", "sh", "-c", janitor, "sh", folder]) { RedirectStandardInput = true, WorkingDirectory = "/" })!);
    }

    private static string? StartOf(int process)
    {
        try
        {
            // Field 22 of /proc/*/stat, counted after the program's name, which may hold spaces.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
