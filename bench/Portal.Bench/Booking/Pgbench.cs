using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Infrastructure.Persistence;

namespace Portal.Bench.Booking;

/// <summary>Runs one script with pgbench in a database of its own.</summary>
internal sealed partial class Pgbench(BenchStand stand, string database, string script, BenchSettings settings, int firstRun = 0)
{
    // Every run numbers its people from a point of its own.
    private const int PerRun = 1_000_000;

    private int _runs = firstRun;

    /// <summary>Transactions per second.</summary>
    /// <exception cref="InvalidOperationException">A statement failed; the message says which.</exception>
    public async Task<double> RunAsync(TimeSpan time, CancellationToken ct)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, script, ct);
            string[] command =
            [
                "-n", "-M", "prepared", "-c", $"{settings.Clients}", "-j", "2", "-T", Math.Max(1, (int)Math.Round(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture),
                "-D", $"i={++_runs * PerRun}", "-f", file, "-h", stand.SocketFolder, "-p", "5432", "-U", "portal", database,
            ];
            using var process = Process.Start(new ProcessStartInfo(Path.Combine(EmbeddedPostgres.BinFolder(), "pgbench"), command) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync(ct);
            var output = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0 && Tps().Match(output) is { Success: true } tps
                ? double.Parse(tps.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
                : throw new InvalidOperationException($"pgbench failed:\n{await errors}\n{output}\n{script}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Tps();
}
