using System.Globalization;
using System.Text.Json;
using Portal.Bench.Http;
using Portal.Core.Shared;
using Portal.Infrastructure.Demo;

namespace Portal.Bench.Booking;

/// <summary>Bookings per second through the HTTP API, beside pgbench sending the same statements to the same server.</summary>
internal static class BookingBench
{
    private const int SpreadSlots = 1_148;
    private const double Wanted = 0.3;
    private const int WarmUp = 20_000;
    private static readonly TimeSpan Zone = TimeSpan.FromHours(7);

    public static async Task<int> RunAsync(BenchSettings settings, CancellationToken ct)
    {
        await using var stand = await BenchStand.StartAsync(settings, ct);
        var first = Tomorrow();
        Console.WriteLine($"booking: {settings.Clients} connections, {settings.Rounds} rounds of {settings.Stretch.TotalSeconds:0.#} s a side, fsync {(settings.Durable ? "on" : "off")}");

        var people = new Counter();
        var captured = await CapturedBooking.TakeAsync(stand, () => BookFewAsync(stand, people, first, ct), ct);
        Console.WriteLine($"         one booking is {captured.Count} statements: {string.Join(", ", captured.Select(CapturedBooking.Summary))}");
        var known = await stand.ReadAsync<string[]>(BenchStand.Database, "SELECT array_agg(id::text) FROM service_points", ct);
        var script = new PgbenchScript(captured, known.ToHashSet(), HotStart(first), TimeSpan.FromMinutes(5), first);
        var good = true;
        foreach (var (name, slots) in new[] { ($"spread over {SpreadSlots:N0} slots", SpreadSlots), ("one hot slot", 1) })
        {
            good &= await CompareAsync(stand, settings, script, people, name, slots, first, ct);
        }

        return good & await FillUpAsync(stand, settings, people, first, ct) ? 0 : 1;
    }

    /// <summary>Books a number of people, for benches that need some.</summary>
    public static async Task FillAsync(ServerUnderLoad server, BenchSettings settings, int people, CancellationToken ct)
    {
        var first = Tomorrow();
        var load = await LoadGenerator.RunAsync(server.Port, settings.Clients, TimeSpan.FromMinutes(2), n => RequestFor(n, SpreadSlots, first), [201], ct, limit: people);
        if (load.Of(201) != people)
        {
            throw new InvalidOperationException($"A booking was refused: {load.Unexpected}");
        }
    }

    private static async Task<bool> CompareAsync(BenchStand stand, BenchSettings settings, PgbenchScript script, Counter people, string name, int slots, DateTimeOffset first, CancellationToken ct)
    {
        // Both sides begin with the same rows: pgbench works in a copy of the database as it is now.
        var copy = slots == 1 ? "pgbench_hot" : "pgbench_spread";
        await stand.CopyAsync(copy, ct);
        var pgbench = new Pgbench(stand, copy, script.Write(slots, pipelined: false), settings);
        var pipelined = new Pgbench(stand, copy, script.Write(slots, pipelined: true), settings, firstRun: 100);
        var before = await CountsAsync(stand, ct);
        List<double> ours = [], theirs = [], together = [], cost = [];
        var answered = 0;
        await using (var server = await ServerUnderLoad.StartPortalAsync(stand, ct))
        {
            // Counted, not timed: until its code is compiled for good a server is several times slower, however long that takes on a busy machine.
            var warm = await LoadAsync(TimeSpan.FromMinutes(2), WarmUp);
            await pgbench.RunAsync(TimeSpan.FromSeconds(1), ct);
            answered += warm.Of(201);
            for (var round = 0; round < settings.Rounds; round++)
            {
                var used = server.ProcessorSeconds;
                var load = await LoadAsync(settings.Stretch);
                cost.Add((server.ProcessorSeconds - used) / load.Of(201) * 1000);
                answered += load.Of(201);
                if (load.Unexpected is { } unexpected)
                {
                    Console.WriteLine($"         unexpected answer: {unexpected}");
                    return false;
                }

                ours.Add(load.PerSecond(201));
                theirs.Add(await pgbench.RunAsync(settings.Stretch, ct));
                together.Add(await pipelined.RunAsync(settings.Stretch, ct));
            }

            Task<LoadResult> LoadAsync(TimeSpan time, int limit = int.MaxValue) => LoadGenerator.RunAsync(server.Port, settings.Clients, time, _ => RequestFor(people.Next(), slots, first), [201], ct, limit);
        }

        var after = await CountsAsync(stand, ct);
        var ratio = Figures.MedianRatio(ours, theirs);
        var kept = after.Applications - before.Applications == answered && after is { Overbooked: 0, Lost: 0 };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name}: portal {Figures.Median(ours):0}/s, pgbench {Figures.Median(theirs):0}/s, ratio {ratio:0.00} ({(ratio >= Wanted ? "at least" : "BELOW")} {Wanted})"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"         pgbench that also sends in one go what the portal sends in one go: {Figures.Median(together):0}/s, ratio {Figures.MedianRatio(ours, together):0.00}"));
        Console.WriteLine($"         {answered:N0} answered 201, {after.Applications - before.Applications:N0} rows, {after.Overbooked} slots overbooked, {after.Lost} places lost; {Figures.Median(cost).ToString("0.00", CultureInfo.InvariantCulture)} ms of processor in the portal each{(kept ? "" : "  WRONG")}");
        return kept && ratio >= Wanted;
    }

    /// <summary>Far more people than places want one slot: exactly as many as it has get one.</summary>
    private static async Task<bool> FillUpAsync(BenchStand stand, BenchSettings settings, Counter people, DateTimeOffset first, CancellationToken ct)
    {
        await using var server = await ServerUnderLoad.StartPortalAsync(stand, ct);
        var load = await LoadGenerator.RunAsync(
            server.Port, settings.Clients, TimeSpan.FromMinutes(1), _ => Request(people.Next(), BenchStand.Narrow, first), [201, 409], ct, limit: BenchStand.NarrowCapacity * 8);
        var rows = await stand.ReadAsync<long>(BenchStand.Database, $"SELECT count(*) FROM appointments WHERE office_code = '{BenchStand.Narrow}'", ct);
        var counts = await CountsAsync(stand, ct);
        var good = load.Unexpected is null && load.Of(201) == BenchStand.NarrowCapacity && rows == BenchStand.NarrowCapacity && counts is { Overbooked: 0, Lost: 0 };
        Console.WriteLine($"  one slot of {BenchStand.NarrowCapacity}, {BenchStand.NarrowCapacity * 8} want it: {load.Of(201)} got it, {load.Of(409)} were told it is full, {rows} rows, {counts.Overbooked} overbooked{(good ? "" : "  WRONG " + load.Unexpected)}");
        return good;
    }

    /// <summary>A few, so that the last one is a booking as all others will be, without what a process does once.</summary>
    private static async Task BookFewAsync(BenchStand stand, Counter people, DateTimeOffset first, CancellationToken ct)
    {
        await using var server = await ServerUnderLoad.StartPortalAsync(stand, ct);
        var load = await LoadGenerator.RunAsync(server.Port, 1, TimeSpan.FromMinutes(1), _ => RequestFor(people.Next(), 1, first), [201], ct, limit: 8);
        if (load.Of(201) != 8)
        {
            throw new InvalidOperationException($"A booking was refused: {load.Unexpected}");
        }
    }

    /// <summary>Midnight tomorrow on the offices' clock: every slot of the next days is released and still ahead.</summary>
    private static DateTimeOffset Tomorrow() => new(TimeProvider.System.GetUtcNow().ToOffset(Zone).Date.AddDays(1), Zone);

    /// <summary>The day after the spread slots.</summary>
    private static DateTimeOffset HotStart(DateTimeOffset first) => first.AddDays(6).AddHours(8);

    private static byte[] RequestFor(int person, int slots, DateTimeOffset first)
    {
        var slot = person % slots;
        return Request(person, BenchStand.Wide, slots == 1 ? HotStart(first) : first.AddDays(slot / PgbenchScript.SlotsPerDay).AddMinutes(slot % PgbenchScript.SlotsPerDay * 5));
    }

    private static byte[] Request(int number, OfficeCode office, DateTimeOffset start)
    {
        var person = InventedPeople.At(number);
        return LoadGenerator.Post("/api/v1/bookings", JsonSerializer.Serialize(new
        {
            service = "new",
            office = office.ToString(),
            start = start.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            name = person.Name,
            nik = person.Nik,
            birthDate = person.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            everMarried = false,
            phone = person.Phone,
            village = $"{office}.2001",
            language = "id",
            channel = "whatsapp",
            needs = Array.Empty<string>(),
            consent = true,
        }));
    }

    /// <summary>Applications in all, slots with more people than places, and places that are counted but nobody holds, or the reverse.</summary>
    private static async Task<(long Applications, long Overbooked, long Lost)> CountsAsync(BenchStand stand, CancellationToken ct)
    {
        const string Differing =
            """
            SELECT count(*) FROM (SELECT service_point_id, start_at, count(*) AS live FROM appointments WHERE is_live AND NOT walk_in GROUP BY 1, 2) a
            FULL JOIN slot_occupancies o USING (service_point_id, start_at)
            """;
        return (
            await stand.ReadAsync<long>(BenchStand.Database, "SELECT count(*) FROM applications", ct),
            await stand.ReadAsync<long>(BenchStand.Database, $"{Differing} WHERE a.live > o.capacity", ct),
            await stand.ReadAsync<long>(BenchStand.Database, $"{Differing} WHERE coalesce(a.live, 0) <> coalesce(o.taken, 0)", ct));
    }

    /// <summary>Numbers people through the whole run: a person books once.</summary>
    private sealed class Counter
    {
        private int _last;

        public int Next() => Interlocked.Increment(ref _last);
    }
}
