using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Portal.Core.Printing;

namespace Portal.Bench.Promise;

/// <summary>
/// Are the ranges honest? Simulates office-years and counts how often the range given at the recording held the real day. What is
/// tested is the product's own <see cref="PromiseModel"/>.
/// </summary>
internal static class PromiseBench
{
    public const string Command = "promise";

    private const double LeastCoverage = 0.90;
    private const double MostCoverage = 0.97;
    private const int MostWidth = 45;
    private const int Beginning = 90;

    public static Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        if (!PromiseBenchSettings.TryRead(args, out var settings))
        {
            Console.Error.WriteLine("./portal bench promise [--tune | --seeds 501-1000] [--sigma 0.6] [--backlog 200] [--threads 2]");
            return Task.FromResult(2);
        }

        return Task.Run(() => Run(settings, ct), ct);
    }

    private static int Run(PromiseBenchSettings settings, CancellationToken ct)
    {
        var years = (settings.LastSeed - settings.FirstSeed + 1) * 4;
        Console.WriteLine($"Date range: {years.ToString("N0", CultureInfo.InvariantCulture)} office-years, seeds {settings.FirstSeed}-{settings.LastSeed}, 15-25 people a working day; wanted: the real day inside in 90-97 %, median width at most {MostWidth} days outside the dry regime");
        Console.WriteLine("regime     |  inside  early |  median  p90 days |   first 90 days |  later months | naive queue/rate ±25 %");
        var started = Stopwatch.StartNew();
        var met = true;
        foreach (var regime in Enum.GetValues<SupplyRegime>())
        {
            var tally = Simulate(regime, settings, ct);
            var year = tally.Year;
            met &= year.Coverage is >= LeastCoverage and <= MostCoverage && (regime == SupplyRegime.Dry || year.Width(0.5) <= MostWidth);
            Console.WriteLine(FormattableString.Invariant(
                $"{regime,-10} | {year.Coverage,7:P1} {year.EarlyShare,6:P1} | {year.Width(0.5),7} {year.Width(0.9),9} | {tally.Beginning.Coverage,7:P1} {tally.Beginning.Width(0.5),5} d | {tally.Later.Coverage,7:P1} {tally.Later.Width(0.5),3} d | {tally.Naive.Coverage,7:P1} {tally.Naive.Width(0.5),4} / {tally.Naive.Width(0.9)} d"));
            foreach (var (basis, of) in tally.Bases)
            {
                Console.WriteLine(FormattableString.Invariant($"   {basis,-18} {(double)of.Given / Math.Max(year.Given, 1),6:P1} of ranges, inside {of.Coverage:P1}, median width {of.Width(0.5)} d, p90 {of.Width(0.9)} d"));
            }

            Console.WriteLine(FormattableString.Invariant($"   nothing said       {year.UnsaidShare,6:P1} of cards; nine office-years in ten hold {tally.NineInTenReach:P1} or more"));
        }

        Console.WriteLine(FormattableString.Invariant($"simulated in {started.Elapsed.TotalSeconds:N0} s"));
        QueueTiming.Print();
        Console.WriteLine(met ? "All within the targets." : "Outside the targets.");
        return met ? 0 : 1;
    }

    private static RegimeTally Simulate(SupplyRegime regime, PromiseBenchSettings settings, CancellationToken ct)
    {
        var sum = new RegimeTally();
        var seeds = Partitioner.Create(Enumerable.Range(settings.FirstSeed, settings.LastSeed - settings.FirstSeed + 1), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(seeds, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads, CancellationToken = ct }, seed =>
        {
            var tally = SimulateYear(new PromiseWorld(regime, seed, settings.Sigma, settings.Backlog), settings.Tuning);
            lock (sum)
            {
                sum.Add(tally);
            }
        });
        return sum;
    }

    // The first year from a fresh office on is measured; then the office goes on until the last of those cards is ready.
    private static RegimeTally SimulateYear(PromiseWorld world, PromiseTuning tuning)
    {
        var tally = new RegimeTally();
        var open = 0;
        var measuring = true;
        while (measuring || open > 0)
        {
            var recorded = world.Morning();
            measuring = world.Age < 365;
            if (measuring)
            {
                var facts = world.Facts();
                var range = PromiseModel.Build(facts, tuning).RangeFor(new CardBeforePrintReady(facts.Today));
                var naive = NaiveRange.For(facts, world.Waiting);
                foreach (var card in recorded)
                {
                    card.Range = range;
                    card.Naive = naive;
                    card.OfficeAge = world.Age;
                    open++;
                }
            }

            foreach (var card in world.Afternoon(recorded.Count).Where(card => card.OfficeAge is not null))
            {
                open--;
                Count(tally, card, world.Today);
            }
        }

        tally.OfficeYears.Add(tally.Year.Coverage);
        return tally;
    }

    private static void Count(RegimeTally tally, SimulatedCard card, DateOnly ready)
    {
        var phase = card.OfficeAge < Beginning ? tally.Beginning : tally.Later;
        if (card.Range is { } range)
        {
            tally.Year.Add(range.From, range.Through, ready);
            phase.Add(range.From, range.Through, ready);
            tally.Bases[range.Basis].Add(range.From, range.Through, ready);
        }
        else
        {
            tally.Year.AddUnsaid();
            phase.AddUnsaid();
        }

        if (card.Naive is { } naive)
        {
            tally.Naive.Add(naive.From, naive.Through, ready);
        }
    }
}
