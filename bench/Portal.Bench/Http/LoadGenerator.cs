using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Portal.Bench.Http;

/// <summary>What came of a stretch of load.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="ByStatus">How many answers of each status.</param>
/// <param name="Unexpected">The first answer that was not expected, or null.</param>
internal sealed record LoadResult(double Seconds, IReadOnlyDictionary<int, int> ByStatus, string? Unexpected)
{
    public int Of(int status) => ByStatus.GetValueOrDefault(status);

    public double PerSecond(int status) => Of(status) / Seconds;
}

/// <summary>Keeps a number of connections busy, each with one request at a time, on this machine only.</summary>
internal static class LoadGenerator
{
    /// <summary>Loads for a time, or until <paramref name="limit"/> requests are sent.</summary>
    /// <param name="port">Port on the loopback interface.</param>
    /// <param name="clients">Connections.</param>
    /// <param name="time">When to stop.</param>
    /// <param name="request">The bytes of the n-th request of the whole run.</param>
    /// <param name="expected">Statuses that are counted only; the first other one is kept for the report.</param>
    /// <param name="ct">Stops at once.</param>
    /// <param name="limit">Requests at most.</param>
    public static async Task<LoadResult> RunAsync(int port, int clients, TimeSpan time, Func<int, byte[]> request, int[] expected, CancellationToken ct, int limit = int.MaxValue)
    {
        var counts = new ConcurrentDictionary<int, int>();
        string? unexpected = null;
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            using var connection = await HttpConnection.OpenAsync(port, ct);
            while (watch.Elapsed < time)
            {
                var number = Interlocked.Increment(ref next);
                if (number >= limit)
                {
                    return;
                }

                var (status, body) = await connection.SendAsync(request(number), ct);
                counts.AddOrUpdate(status, 1, (_, count) => count + 1);
                if (!expected.Contains(status))
                {
                    unexpected ??= $"{status}: {Encoding.UTF8.GetString(body.Span[..Math.Min(600, body.Length)])}";
                }
            }
        }, ct)));
        return new(watch.Elapsed.TotalSeconds, counts, unexpected);
    }

    /// <summary>A GET as a browser sends it.</summary>
    public static byte[] Get(string path) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n");

    /// <summary>A POST of JSON.</summary>
    public static byte[] Post(string path, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        return [.. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
    }
}
