using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Portal.Infrastructure.Centre;

namespace Portal.IntegrationTests.Centre;

/// <summary>What the centre does with the next batch.</summary>
public enum Mood
{
    Fine,

    /// <summary>Takes the batch, but answers too late.</summary>
    Slow,

    /// <summary>Takes the batch, then fails.</summary>
    BreaksAfter,

    /// <summary>Fails before it has taken anything.</summary>
    BreaksBefore,

    /// <summary>Refuses this office.</summary>
    Refuses,

    /// <summary>Takes all but the first record.</summary>
    TakesAllButOne,

    /// <summary>Answers with somebody's sign-in page.</summary>
    TalksNonsense,
}

/// <summary>A data centre behind a real port.</summary>
public sealed class StandInCentre : IAsyncDisposable
{
    /// <summary>Short enough for a test, long enough for a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string[]> _batches = new();

    private StandInCentre(WebApplication app) => _app = app;

    public Mood Mood { get; set; }

    /// <summary>Requests with a batch in them.</summary>
    public ConcurrentQueue<JsonNode> Posts { get; } = new();

    /// <summary>Questions whether a batch has arrived.</summary>
    public ConcurrentQueue<string> Questions { get; } = new();

    /// <summary>Keys and tokens that requests came with.</summary>
    public ConcurrentQueue<string> Headers { get; } = new();

    public IReadOnlyDictionary<string, string[]> Batches => _batches;

    public Uri Address => new(_app.Urls.First());

    public static async Task<StandInCentre> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var centre = new StandInCentre(app);
        app.MapPost("/api/batches", centre.TakeAsync);
        app.MapGet("/api/batches/{id}", centre.Answer);
        await app.StartAsync();
        return centre;
    }

    public HttpCentreLine Line(TimeSpan? patience = null) => new(new CentreOptions { BaseUrl = new Uri(Address, "/api/"), Token = "rahasia-uji", Patience = patience ?? TimeSpan.FromSeconds(30) });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var body = (await JsonNode.ParseAsync(request.Body))!;
        Posts.Enqueue(body);
        Headers.Enqueue($"{request.Headers["Idempotency-Key"]} {request.Headers.Authorization}");
        var mood = Mood;
        if (mood == Mood.BreaksBefore)
        {
            return Results.StatusCode(500);
        }

        if (mood == Mood.Refuses)
        {
            return Results.StatusCode(403);
        }

        if (mood == Mood.TalksNonsense)
        {
            return Results.Content("<html>Masuk</html>", "text/html");
        }

        var id = (string)body["batch"]!;
        var accepted = _batches.GetOrAdd(id, _ => [.. body["records"]!.AsArray().Select(r => (string)r!["register"]!).Skip(mood == Mood.TakesAllButOne ? 1 : 0)]);
        if (mood == Mood.Slow)
        {
            await Task.Delay(Patience * 2);
        }

        return mood == Mood.BreaksAfter ? Results.StatusCode(502) : Results.Json(new { batch = id, accepted });
    }

    private IResult Answer(string id)
    {
        Questions.Enqueue(id);
        return Mood == Mood.BreaksBefore ? Results.StatusCode(503) : _batches.TryGetValue(id, out var accepted) ? Results.Json(new { batch = id, accepted }) : Results.NotFound();
    }
}
