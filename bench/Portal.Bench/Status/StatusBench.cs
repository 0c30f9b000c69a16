using System.Globalization;
using System.Text;
using Portal.Bench.Http;

namespace Portal.Bench.Status;

/// <summary>Requests per second of the page that everybody reloads, beside the least a static Blazor page can cost.</summary>
internal static class StatusBench
{
    private const int Registers = 1_000;
    private const double Wanted = 0.9;
    private const int WarmUp = 20_000;

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
        await RequireAsync(portal, pages[0], registers[0][..3], ct);
        await RequireAsync(bare, bares[0], "Submitted", ct);
        // Counted, not timed: until its code is compiled for good a server is several times slower, however long that takes on a busy machine.
        await LoadAsync(portal, pages, TimeSpan.FromMinutes(2), WarmUp);
        await LoadAsync(bare, bares, TimeSpan.FromMinutes(2), WarmUp);
        List<double> ours = [], theirs = [];
        var (usedByPortal, usedByBare) = (portal.ProcessorSeconds, bare.ProcessorSeconds);
        for (var round = 0; round < settings.Rounds; round++)
        {
            ours.Add((await LoadAsync(portal, pages, settings.Stretch)).PerSecond(200));
            theirs.Add((await LoadAsync(bare, bares, settings.Stretch)).PerSecond(200));
        }

        var (portalCost, bareCost) = ((portal.ProcessorSeconds - usedByPortal) / (ours.Sum() * settings.Stretch.TotalSeconds) * 1000, (bare.ProcessorSeconds - usedByBare) / (theirs.Sum() * settings.Stretch.TotalSeconds) * 1000);
        var ratio = Figures.MedianRatio(ours, theirs);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  /status/{{register}} {Figures.Median(ours):0}/s, bare static page {Figures.Median(theirs):0}/s, ratio {ratio:0.00} ({(ratio >= Wanted ? "at least" : "BELOW")} {Wanted}); {portalCost:0.000} and {bareCost:0.000} ms of processor each"));
        return ratio >= Wanted ? 0 : 1;

        async Task<LoadResult> LoadAsync(ServerUnderLoad server, byte[][] requests, TimeSpan time, int limit = int.MaxValue)
        {
            var load = await LoadGenerator.RunAsync(server.Port, settings.Clients, time, n => requests[n % requests.Length], [200], ct, limit);
            return load.Unexpected is null ? load : throw new InvalidOperationException($"Unexpected answer: {load.Unexpected}");
        }
    }

    /// <summary>A page that says nothing would be quick.</summary>
    private static async Task RequireAsync(ServerUnderLoad server, byte[] request, string text, CancellationToken ct)
    {
        using var connection = await HttpConnection.OpenAsync(server.Port, ct);
        var (status, body) = await connection.SendAsync(request, ct);
        var page = Encoding.UTF8.GetString(body.Span);
        if (status != 200 || !page.Contains(text, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The page does not show what it should ({status}): {page}");
        }
    }
}
