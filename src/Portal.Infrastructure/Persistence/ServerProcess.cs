using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Portal.Infrastructure.Persistence;

/// <summary>A PostgreSQL server that this process started and that ends with it, however it ends.</summary>
internal sealed partial class ServerProcess
{
    private const int Interrupt = 2;
    private const int Quit = 3;
    private static readonly TimeSpan PatienceOnStop = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the command with its output appended to the log file.</summary>
    public static async Task<ServerProcess> StartAsync(IEnumerable<string> launcher, IEnumerable<string> command, string logFile)
    {
        // setsid: Ctrl-C in the terminal reaches the portal only, which then stops the server in order.
        // pdeathsig: when the portal is killed the kernel interrupts the server, which shuts down cleanly.
        // The shell gives the log to the server as a file; a pipe would have no reader once the portal is gone.
        string[] line =
        [
            "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", logFile,
            .. launcher, "setsid", "setpriv", "--pdeathsig", "INT", "--", .. command,
        ];
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        foreach (var argument in line)
        {
            start.ArgumentList.Add(argument);
        }

        // The user's own PGPORT, PGDATA and the like must not reshape the portal's server.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        // The death signal follows the thread that forked, not the process: a pool thread may end early, so this
        // one is kept for as long as the server lives.
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => ForkAndWait(start, started)) { IsBackground = true, Name = "embedded-postgres" }.Start();
        return new(await started.Task);
    }

    public Task WaitForExitAsync(CancellationToken ct) => _process.WaitForExitAsync(ct);

    /// <summary>Asks the server to end its sessions and stop; insists after half a minute.</summary>
    /// <param name="atOnce">Stop without tidying up: recovery would run at the next start, so only for throw-away clusters.</param>
    public async Task StopAsync(bool atOnce)
    {
        if (_process.HasExited)
        {
            return;
        }

        Signal(_process.Id, atOnce ? Quit : Interrupt);
        using var patience = new CancellationTokenSource(PatienceOnStop);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Signal(_process.Id, Quit);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static void ForkAndWait(ProcessStartInfo start, TaskCompletionSource<Process> started)
    {
        try
        {
            var process = Process.Start(start)!;
            started.SetResult(process);
            process.WaitForExit();
        }
        catch (Exception failure)
        {
            started.TrySetException(failure);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int processId, int signal);
}
