using System.Diagnostics;
using System.Globalization;
using Portal.Core.Applications;
using Portal.Infrastructure.Notifications;

namespace Portal.Bench.Messages;

/// <summary>
/// How fast a wave of messages leaves, with one node and with two, beside the same requests to the same stand-in without a
/// database; and how long a message waits from its commit until it is with the provider. All of it shares one process and machine.
/// </summary>
internal static class MessagesBench
{
    private const int Wave = 10_000;
    private const int PerSecond = 50;
    private const double WantedRate = 300;
    private const double WantedMilliseconds = 1_000;

    public static async Task<int> RunAsync(BenchSettings settings, CancellationToken ct)
    {
        await using var stand = await BenchStand.StartAsync(settings, ct);
        await using var twilio = await BareTwilio.StartAsync();
        var clock = new DayClock();
        await using var node = new MessageNode(stand, twilio, clock);
        await using var second = new MessageNode(stand, twilio, clock);
        var application = await node.ApplicationAsync(ct);
        await WaveAsync(node, twilio, application, "warm", 500, ct, node, second);

        var bare = await BareAsync(twilio, Wave, ct);
        var one = await WaveAsync(node, twilio, application, "one", Wave, ct, node);
        var two = await WaveAsync(node, twilio, application, "two", Wave, ct, node, second);
        Console.WriteLine(FormattableString.Invariant($"messages: a wave of {Wave:N0} by SMS"));
        Console.WriteLine(FormattableString.Invariant($"  the requests alone   {bare,6:N0}/s"));
        Console.WriteLine(FormattableString.Invariant($"  one node             {one,6:N0}/s  x {one / bare:0.00} (wanted: at least {WantedRate:N0}/s)"));
        Console.WriteLine(FormattableString.Invariant($"  two nodes            {two,6:N0}/s  x {two / one:0.00} of one node"));

        var waits = await WaitsAsync(node, twilio, application, settings.Seconds, ct);
        var p95 = At(waits, 0.95);
        Console.WriteLine(FormattableString.Invariant($"  from commit to send at {PerSecond}/s over {settings.Seconds} s: median {At(waits, 0.5):0.0} ms, p95 {p95:0.0} ms, longest {waits[^1]:0.0} ms (wanted: p95 at most {WantedMilliseconds:N0} ms)"));
        return one >= WantedRate && p95 <= WantedMilliseconds ? 0 : 1;
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];

    private static async Task<double> BareAsync(BareTwilio twilio, int count, CancellationToken ct)
    {
        var options = new NotificationOptions();
        using var client = new TwilioClient(twilio.Options, options.Parallel);
        var left = count;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, options.Parallel).Select(_ => Task.Run(
            async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    await client.PostAsync([new("To", "+6281300000001"), new("StatusCallback", $"https://bench.example/?m={Guid.NewGuid():N}"), new("MessagingServiceSid", twilio.Options.MessagingServiceSid), new("Body", new string('x', 160))], ct);
                }
            },
            ct)));
        return count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> WaveAsync(MessageNode writer, BareTwilio twilio, CardApplication application, string name, int count, CancellationToken ct, params MessageNode[] nodes)
    {
        for (var written = 0; written < count;)
        {
            await using var db = writer.Db();
            for (var i = 0; i < 500 && written < count; i++)
            {
                db.Outbox.Add(writer.Compose(db, application, $"{name}{(written++).ToString(CultureInfo.InvariantCulture)}"));
            }

            await db.SaveChangesAsync(ct);
        }

        twilio.Forget();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(nodes.Select(n => Task.Run(() => n.DrainAsync(ct), ct)));
        var rate = count / watch.Elapsed.TotalSeconds;
        return twilio.Taken == count && twilio.Twice == 0 ? rate : throw new InvalidOperationException($"{twilio.Taken} of {count} came, {twilio.Twice} of them twice.");
    }

    private static async Task<double[]> WaitsAsync(MessageNode node, BareTwilio twilio, CardApplication application, int seconds, CancellationToken ct)
    {
        twilio.Forget();
        using var listener = node.Listener();
        await listener.StartAsync(ct);
        Dictionary<Guid, long> committed = [];
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < PerSecond * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / PerSecond) - Stopwatch.GetElapsedTime(began);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, ct);
            }

            await using var db = node.Db();
            var message = node.Compose(db, application, $"wait{i.ToString(CultureInfo.InvariantCulture)}");
            db.Outbox.Add(message);
            await db.SaveChangesAsync(ct);
            committed[message.Id] = Stopwatch.GetTimestamp();
        }

        while (twilio.Taken < committed.Count)
        {
            await Task.Delay(50, ct);
        }

        await listener.StopAsync(ct);
        return [.. committed.Select(c => Math.Max(0, Stopwatch.GetElapsedTime(c.Value, twilio.Came[c.Key]).TotalMilliseconds)).Order()];
    }
}
