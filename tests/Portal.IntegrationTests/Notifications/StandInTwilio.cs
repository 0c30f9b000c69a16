using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Portal.Infrastructure.Notifications;
using Portal.Tests;

namespace Portal.IntegrationTests.Notifications;

/// <summary>What Twilio does with a message.</summary>
public enum Deed
{
    /// <summary>Takes it.</summary>
    Take,

    /// <summary>Refuses it with a code.</summary>
    Refuse,

    /// <summary>Takes it, but answers too late.</summary>
    TakeAndSleep,

    /// <summary>Takes it, then fails.</summary>
    TakeAndBreak,

    /// <summary>Fails before it has taken anything.</summary>
    Break,

    /// <summary>Is asked too much.</summary>
    TooFast,
}

/// <summary>A message that Twilio has.</summary>
public sealed record Texted(string Sid, IReadOnlyDictionary<string, string> Form, string Body, DateTimeOffset At)
{
    public string To => Form["To"];

    /// <summary>Our own id of it.</summary>
    public Guid Message => Guid.ParseExact(QueryHelpers.ParseQuery(new Uri(Form["StatusCallback"]).Query)["m"]!, "N");
}

/// <summary>Twilio behind a real port: asks for the account's password, wants a well-made form, and does to each message what the test says.</summary>
public sealed class StandInTwilio : IAsyncDisposable
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "rahasia-uji-twilio";
    public const string ServiceSid = "MG0123456789abcdef0123456789abcdef";
    public const string WhatsAppFrom = "+6281100000001";

    /// <summary>Short enough for a test, long enough for a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private int _posts;

    private StandInTwilio(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    /// <summary>What it does with a form, and with which error code.</summary>
    public Func<IReadOnlyDictionary<string, string>, (Deed Deed, int Code)> Does { get; set; } = _ => (Deed.Take, 0);

    /// <summary>Called before it looks at the n-th message, from 1.</summary>
    public Func<int, Task> BeforePost { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called when it has taken a message and not yet answered.</summary>
    public Func<Texted, Task> BeforeAnswer { get; set; } = _ => Task.CompletedTask;

    /// <summary>Every message it has taken, in the order in which they came.</summary>
    public ConcurrentQueue<Texted> Taken { get; } = new();

    /// <summary>Requests that a careful client would not have made.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>Messages it was asked about.</summary>
    public ConcurrentQueue<string> Questions { get; } = new();

    public int Posts => _posts;

    public Uri Address => new(_app.Urls.First());

    public static async Task<StandInTwilio> StartAsync(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var twilio = new StandInTwilio(app, time ?? new ManualTimeProvider());
        app.MapPost("/2010-04-01/Accounts/{sid}/Messages.json", twilio.TakeAsync);
        app.MapGet("/2010-04-01/Accounts/{sid}/Messages.json", twilio.List);
        await app.StartAsync();
        return twilio;
    }

    /// <summary>The settings of a house that sends here.</summary>
    public NotificationOptions Options(string authToken = AuthToken) => OptionsFor(Address, authToken);

    public static NotificationOptions OptionsFor(Uri address, string authToken = AuthToken) => new()
    {
        PerSecond = 5_000,
        Parallel = 8,
        Twilio = new()
        {
            AccountSid = AccountSid,
            AuthToken = authToken,
            MessagingServiceSid = ServiceSid,
            WhatsAppFrom = WhatsAppFrom,
            BaseUrl = address,
            PublicBaseUrl = new Uri("https://ektp.example"),
            Patience = Patience,
        },
    };

    /// <summary>What Twilio signs a request to us with.</summary>
    public static string Sign(string url, IEnumerable<KeyValuePair<string, string>> form, string token = AuthToken) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(url + string.Concat(form.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + f.Value)))));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string sid, HttpRequest request)
    {
        await BeforePost(Interlocked.Increment(ref _posts));
        if (!IsUs(sid, request))
        {
            return Error(401, 20003);
        }

        var form = (await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
        if (FaultOf(form) is { } fault)
        {
            Faults.Enqueue(fault);
            return Error(400, 21602);
        }

        var (deed, code) = Does(form);
        switch (deed)
        {
            case Deed.Refuse:
                return Error(400, code);
            case Deed.Break:
                return Results.StatusCode(500);
            case Deed.TooFast:
                request.HttpContext.Response.Headers.RetryAfter = "7";
                return Error(429, 20429);
        }

        var taken = new Texted("SM" + Guid.NewGuid().ToString("N"), form, BodyOf(form), _time.GetUtcNow());
        Taken.Enqueue(taken);
        await BeforeAnswer(taken);
        if (deed == Deed.TakeAndSleep)
        {
            await Task.Delay(Patience * 2);
        }

        return deed == Deed.TakeAndBreak ? Results.StatusCode(502) : Results.Json(Show(taken), statusCode: 201);
    }

    private IResult List(string sid, HttpRequest request)
    {
        if (!IsUs(sid, request))
        {
            return Error(401, 20003);
        }

        var to = request.Query["To"].ToString();
        Questions.Enqueue(to);
        return Does(new Dictionary<string, string>()) is { Deed: Deed.Break } ? Results.StatusCode(503) : Results.Json(new { messages = Taken.Where(t => t.To == to).Reverse().Select(Show) });
    }

    private static bool IsUs(string sid, HttpRequest request) =>
        sid == AccountSid && request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{AccountSid}:{AuthToken}"));

    private static string? FaultOf(Dictionary<string, string> form)
    {
        var whatsApp = form.GetValueOrDefault("To")?.StartsWith("whatsapp:+62", StringComparison.Ordinal) == true;
        return form switch
        {
            _ when !whatsApp && form.GetValueOrDefault("To")?.StartsWith("+62", StringComparison.Ordinal) != true => "To",
            _ when !Uri.TryCreate(form.GetValueOrDefault("StatusCallback"), UriKind.Absolute, out _) => "StatusCallback",
            _ when whatsApp && form.GetValueOrDefault("From") != "whatsapp:" + WhatsAppFrom => "From",
            _ when whatsApp && (form.ContainsKey("Body") || form.GetValueOrDefault("ContentSid")?.StartsWith("HX", StringComparison.Ordinal) != true || form.GetValueOrDefault("ContentVariables") is null) => "Content",
            _ when !whatsApp && (form.GetValueOrDefault("MessagingServiceSid") != ServiceSid || string.IsNullOrEmpty(form.GetValueOrDefault("Body"))) => "Body",
            _ => null,
        };
    }

    private static string BodyOf(Dictionary<string, string> form) => form.TryGetValue("Body", out var body)
        ? body
        : "Kabar: " + string.Join(" / ", JsonSerializer.Deserialize<Dictionary<string, string>>(form["ContentVariables"])!.Values);

    private static object Show(Texted taken) => new
    {
        sid = taken.Sid,
        status = "queued",
        body = taken.Body,
        to = taken.To,
        direction = "outbound-api",
        date_created = taken.At.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
        error_code = (int?)null,
    };

    private static IResult Error(int status, int code) => Results.Json(new { code, message = "no", status }, statusCode: status);
}
