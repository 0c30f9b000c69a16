using System.Globalization;
using Portal.Bench.Http;

namespace Portal.Bench.Status;

/// <summary>Requests per second of the page that everybody reloads, beside the least a static Blazor page can cost.</summary>
internal static class StatusBench
{
    private const int Registers = 1_000;
    private const double Wanted = 0.9;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(BenchSettings settings, CancellationToken ct)
    {
        await using var stand = await BenchStand.StartAsync(settings, ct);
        await using var portal = await ServerUnderLoad.StartPortalAsync(stand, ct);
        await using var bare = await ServerUnderLoad.StartBareAsync(stand, ct);
        await Booking.BookingBench.FillAsync(portal, settings, Registers, ct);
        await stand.ExecuteAsync(BenchStand.Database, "ANALYZE", ct);
        var registers = await stand.ReadAsync<string[]>(BenchStand.Database, "SELECT array_agg(register::text) FROM applications", ct);
        Console.WriteLine($"status: {registers.Length:N0} registers, {settings.Clients} connections, {settings.Rounds} rounds of {settings.Stretch.TotalSeconds:0.#} s a side");

        var pages = registers.Select(r => LoadGenerator.Get($"/status/{r}")).ToArray();
        var bares = registers.Select(r => LoadGenerator.Get($"/{r}")).ToArray();
        await LoadAsync(portal, pages, WarmUp);
        await LoadAsync(bare, bares, WarmUp);
        List<double> ours = [], theirs = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            ours.Add((await LoadAsync(portal, pages, settings.Stretch)).PerSecond(200));
            theirs.Add((await LoadAsync(bare, bares, settings.Stretch)).PerSecond(200));
        }

        var ratio = Figures.MedianRatio(ours, theirs);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  /status/{{register}} {Figures.Median(ours):0}/s, bare static page {Figures.Median(theirs):0}/s, ratio {ratio:0.00} ({(ratio >= Wanted ? "at least" : "BELOW")} {Wanted})"));
        return ratio >= Wanted ? 0 : 1;

        async Task<LoadResult> LoadAsync(ServerUnderLoad server, byte[][] requests, TimeSpan time)
        {
            var load = await LoadGenerator.RunAsync(server.Port, settings.Clients, time, n => requests[n % requests.Length], [200], ct);
            return load.Unexpected is null ? load : throw new InvalidOperationException($"Unexpected answer: {load.Unexpected}");
        }
    }
}
