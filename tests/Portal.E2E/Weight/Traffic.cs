using System.Text.Json;
using Microsoft.Playwright;

namespace Portal.E2E.Weight;

/// <summary>What a window fetches, as Chromium's network panel counts it: compressed bodies and headers.</summary>
internal sealed class Traffic(ICDPSession session)
{
    private readonly Lock _lock = new();
    private readonly List<(string Url, string Kind)> _requests = [];
    private double _bytes;

    /// <summary>Bytes received since the last <see cref="Restart"/>.</summary>
    public double Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Every request since the last <see cref="Restart"/>, those answered from the cache too.</summary>
    public IReadOnlyList<(string Url, string Kind)> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task<Traffic> OfAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var traffic = new Traffic(session);
        session.Event("Network.loadingFinished").OnEvent += (_, e) => traffic.Add(e!.Value.GetProperty("encodedDataLength").GetDouble());
        session.Event("Network.requestWillBeSent").OnEvent += (_, e) => traffic.Note(e!.Value);
        await session.SendAsync("Network.enable");
        return traffic;
    }

    /// <summary>As if the browser had never been here.</summary>
    public Task ForgetCacheAsync() => session.SendAsync("Network.clearBrowserCache");

    /// <summary>Waits until everything that has happened so far is counted: events come in the order of answers.</summary>
    public Task SettleAsync() => session.SendAsync("Network.enable");

    public void Restart()
    {
        lock (_lock)
        {
            _bytes = 0;
            _requests.Clear();
        }
    }

    private void Add(double bytes)
    {
        lock (_lock)
        {
            _bytes += bytes;
        }
    }

    private void Note(JsonElement request)
    {
        lock (_lock)
        {
            _requests.Add((request.GetProperty("request").GetProperty("url").GetString()!, request.GetProperty("type").GetString()!));
            if (request.TryGetProperty("redirectResponse", out var redirect))
            {
                _bytes += redirect.GetProperty("encodedDataLength").GetDouble();
            }
        }
    }
}
