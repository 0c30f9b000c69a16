using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Portal.Infrastructure.Notifications;

namespace Portal.Bench.Messages;

/// <summary>A provider on the loopback interface that takes everything at once, and remembers when.</summary>
internal sealed class BareTwilio : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<object>> _listed = new();
    private int _taken;
    private int _asked;

    private BareTwilio(WebApplication app) => _app = app;

    /// <summary>Moments (of <see cref="Stopwatch"/>) at which each message came, by our id; a message that came twice is in <see cref="Twice"/>.</summary>
    public ConcurrentDictionary<Guid, long> Came { get; } = new();

    public int Taken => _taken;

    /// <summary>How often it was asked whether it has a message.</summary>
    public int Asked => _asked;

    /// <summary>How long it takes over each message.</summary>
    public TimeSpan Takes { get; set; }

    public int Twice => _taken - Came.Count;

    public TwilioOptions Options => new()
    {
        AccountSid = "AC0123456789abcdef0123456789abcdef",
        AuthToken = "bench",
        MessagingServiceSid = "MG0123456789abcdef0123456789abcdef",
        BaseUrl = new Uri(_app.Urls.First()),
        PublicBaseUrl = new Uri("https://bench.example"),
    };

    public static async Task<BareTwilio> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var twilio = new BareTwilio(app);
        app.MapPost("/2010-04-01/Accounts/{sid}/Messages.json", twilio.TakeAsync);
        app.MapGet("/2010-04-01/Accounts/{sid}/Messages.json", twilio.List);
        await app.StartAsync();
        return twilio;
    }

    public void Forget()
    {
        Came.Clear();
        _taken = 0;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var came = Stopwatch.GetTimestamp();
        var form = await request.ReadFormAsync();
        Came.TryAdd(Guid.ParseExact(QueryHelpers.ParseQuery(new Uri(form["StatusCallback"]!).Query)["m"]!, "N"), came);
        Interlocked.Increment(ref _taken);
        var sid = "SM" + Guid.NewGuid().ToString("N");
        _listed.GetOrAdd(form["To"]!, _ => new()).Enqueue(new
        {
            sid,
            status = "queued",
            body = form["Body"].ToString(),
            to = form["To"].ToString(),
            direction = "outbound-api",
            date_created = DateTimeOffset.UtcNow.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
        });
        if (Takes > TimeSpan.Zero)
        {
            await Task.Delay(Takes);
        }

        return Results.Json(new { sid, status = "queued" }, statusCode: 201);
    }

    private IResult List(string to)
    {
        Interlocked.Increment(ref _asked);
        return Results.Json(new { messages = _listed.GetValueOrDefault(to)?.ToArray() ?? [] });
    }
}
