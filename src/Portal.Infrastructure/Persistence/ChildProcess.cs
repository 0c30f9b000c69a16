using System.Diagnostics;

namespace Portal.Infrastructure.Persistence;

/// <summary>Runs a small system program to its end.</summary>
internal static class ChildProcess
{
    public sealed record Outcome(int ExitCode, string Output, string Complaint)
    {
        public bool Succeeded => ExitCode == 0;
    }

    public static Task<Outcome> RunAsync(IReadOnlyList<string> command, CancellationToken ct) =>
        RunAsync(command, new Dictionary<string, string?>(), ct);

    public static async Task<Outcome> RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> environment, CancellationToken ct)
    {
        // The working folder is the root: the caller's own may be closed to the account the program switches to.
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment.Where(pair => !string.IsNullOrEmpty(pair.Value)))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var complaint = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return new(process.ExitCode, (await output).Trim(), (await complaint).Trim());
    }

    /// <exception cref="InvalidOperationException">The program reported failure.</exception>
    public static async Task RequireAsync(IReadOnlyList<string> command, CancellationToken ct)
    {
        var outcome = await RunAsync(command, ct);
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} failed ({outcome.ExitCode}): {outcome.Complaint}{outcome.Output}");
        }
    }
}
