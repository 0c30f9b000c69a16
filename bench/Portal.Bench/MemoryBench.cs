using Portal.Bench.Http;

namespace Portal.Bench;

/// <summary>What the server takes after its start, jobs running.</summary>
internal static class MemoryBench
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(BenchSettings settings, CancellationToken ct)
    {
        await using var stand = await BenchStand.StartAsync(settings, ct);
        await using var server = await ServerUnderLoad.StartPortalAsync(stand, ct, jobs: true);
        await Task.Delay(Settle, ct);
        var started = server.ResidentMegabytes;
        await LoadGenerator.RunAsync(server.Port, settings.Clients, TimeSpan.FromSeconds(5), _ => LoadGenerator.Get("/"), [200], ct);
        Console.WriteLine($"memory: {started:0} MB resident after start, {server.ResidentMegabytes:0} MB after five seconds of front pages");
        return 0;
    }
}
