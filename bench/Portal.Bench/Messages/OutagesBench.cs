using System.Diagnostics;
using System.Globalization;

namespace Portal.Bench.Messages;

/// <summary>
/// A wave of messages through two real nodes to a stand-in provider, while one node after the other is killed and the database
/// server crashes: every message must be with the provider exactly once, and the database must know it.
/// </summary>
internal static class OutagesBench
{
    private const int Wave = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public static async Task<int> RunAsync(BenchSettings settings, CancellationToken ct)
    {
        await using var stand = await BenchStand.StartAsync(settings, ct);
        await using var twilio = await BareTwilio.StartAsync();
        twilio.Takes = TimeSpan.FromMilliseconds(20);
        // Nothing leaves at night; the nodes have the machine's own clock, so the office moves to where it is noon.
        var noon = 12 - DateTime.UtcNow.Hour;
        await stand.ExecuteAsync(BenchStand.Database, $"UPDATE offices SET time_zone = 'Etc/GMT{(noon > 0 ? "-" : "+")}{Math.Abs(noon)}'", ct);
        await using (var writer = new MessageNode(stand, twilio, TimeProvider.System))
        {
            await WriteAsync(writer, ct);
        }

        var watch = Stopwatch.StartNew();
        var first = await ServerUnderLoad.StartSendingAsync(stand, twilio.Options, ct);
        var second = await ServerUnderLoad.StartSendingAsync(stand, twilio.Options, ct);
        List<string> outages = [];
        async Task OutageAsync(int at, string what, Func<Task> happens)
        {
            while (twilio.Taken < at)
            {
                await Task.Delay(5, ct);
            }

            var taken = twilio.Taken;
            await happens();
            outages.Add(string.Create(CultureInfo.InvariantCulture, $"{what} at {taken:N0}"));
        }

        await OutageAsync(1_500, "a node killed", first.KillAsync);
        await first.DisposeAsync();
        first = await ServerUnderLoad.StartSendingAsync(stand, twilio.Options, ct);
        await OutageAsync(3_500, "the database crashed", () => stand.CrashAsync(ct));
        await OutageAsync(5_500, "both nodes killed", () => Task.WhenAll(first.KillAsync(), second.KillAsync()));
        await first.DisposeAsync();
        await second.DisposeAsync();
        first = await ServerUnderLoad.StartSendingAsync(stand, twilio.Options, ct);
        second = await ServerUnderLoad.StartSendingAsync(stand, twilio.Options, ct);
        await OutageAsync(7_500, "the database crashed", () => stand.CrashAsync(ct));

        while (watch.Elapsed < Patience && await CountAsync(stand, "state IN ('Pending', 'Sending', 'MaybeSent')", ct) > 0)
        {
            await Task.Delay(500, ct);
        }

        var (seconds, accepted, asked) = (watch.Elapsed.TotalSeconds, await CountAsync(stand, "state = 'Accepted'", ct), twilio.Asked);
        var counted = await stand.ReadAsync<long>(BenchStand.Database, "SELECT coalesce(sum(sms), 0)::bigint FROM message_days", ct);
        var steps = await stand.ReadAsync<long>(BenchStand.Database, "SELECT count(*) FROM message_steps WHERE state = 'Accepted'", ct);
        await first.DisposeAsync();
        await second.DisposeAsync();
        Console.WriteLine(FormattableString.Invariant($"outages: a wave of {Wave:N0} by SMS through two nodes"));
        Console.WriteLine($"  {string.Join("; ", outages)}");
        Console.WriteLine(FormattableString.Invariant($"  with the provider {twilio.Came.Count:N0}, twice {twilio.Twice:N0}, noted {accepted:N0}, accepted once each {steps:N0}, counted for the day {counted:N0}, looked up {asked:N0}; {seconds:0} s with the leases of the killed"));
        return twilio.Came.Count == Wave && twilio.Twice == 0 && accepted == Wave && steps == Wave && counted == Wave ? 0 : 1;
    }

    private static async Task WriteAsync(MessageNode writer, CancellationToken ct)
    {
        var application = await writer.ApplicationAsync(ct);
        for (var written = 0; written < Wave;)
        {
            await using var db = writer.Db();
            for (var i = 0; i < 500; i++)
            {
                db.Outbox.Add(writer.ComposeTo(db, application, written++));
            }

            await db.SaveChangesAsync(ct);
        }
    }

    // The database may be away at this very moment.
    private static async Task<long> CountAsync(BenchStand stand, string where, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await stand.ReadAsync<long>(BenchStand.Database, $"SELECT count(*) FROM outbox_messages WHERE {where}", ct);
            }
            catch (Npgsql.NpgsqlException)
            {
                await Task.Delay(200, ct);
            }
        }
    }
}
