using Portal.Bench;
using Portal.Bench.Booking;
using Portal.Bench.Messages;
using Portal.Bench.Promise;
using Portal.Bench.Queues;
using Portal.Bench.Status;

// Every run makes a throw-away cluster, loads only the loopback interface, and prints ratios: both sides of a ratio are
// measured in the same run on the same machine, so they mean something elsewhere too.
var command = args.FirstOrDefault(a => !a.StartsWith('-')) ?? "all";
if (command == BarePortal.Command)
{
    return await BarePortal.ServeAsync();
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    // A simulation: no cluster, no server, and settings of its own.
    if (command == PromiseBench.Command)
    {
        return await PromiseBench.RunAsync(args, stop.Token);
    }

    if (!BenchSettings.TryRead(args, out var settings))
    {
        return Usage();
    }

    return command switch
    {
        "booking" => await BookingBench.RunAsync(settings, stop.Token),
        "status" => await StatusBench.RunAsync(settings, stop.Token),
        "memory" => await MemoryBench.RunAsync(settings, stop.Token),
        "queues" => await QueuesBench.RunAsync(settings, stop.Token),
        "outages" => await OutagesBench.RunAsync(settings, stop.Token),
        "messages" => await MessagesBench.RunAsync(settings, stop.Token),
        "all" => await BookingBench.RunAsync(settings, stop.Token) | await StatusBench.RunAsync(settings, stop.Token) | await MemoryBench.RunAsync(settings, stop.Token),
        _ => Usage(),
    };
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.WriteLine("Stopped.");
    return 130;
}

static int Usage()
{
    Console.Error.WriteLine(
        """
        ./portal bench [booking|status|memory|queues|messages|outages|promise] [--seconds 15] [--clients 16] [--rounds 5] [--careless]
          booking    bookings per second over HTTP beside pgbench with the same statements, and that no slot is overbooked
          status     /status/{register} beside a bare static Blazor page with one look-up
          memory     resident memory of the server after start
          queues     every work queue of an office with 300,000 applications beside 10,000, and how long all its date ranges take
          messages   a wave of 10,000 messages to a stand-in provider with one node and two, and the wait from commit to send
          outages    the same wave through two real nodes that are killed, and a database that crashes: every message exactly once
          promise    simulated office-years: how often the date range given at the recording held the real day, and how wide it was;
                     minutes long, so not part of all [--tune | --seeds 501-1000] [--sigma 0.6] [--backlog 200] [--threads 2]
          --careless forces nothing to disk (fsync off), for both sides
        """);
    return 2;
}
