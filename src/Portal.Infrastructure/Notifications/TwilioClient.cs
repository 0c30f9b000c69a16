using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Portal.Infrastructure.Notifications;

/// <summary>A message as Twilio shows it.</summary>
public sealed record TwilioMessage(string? Sid, string? Status, string? Body, string? To, string? Direction, string? DateCreated, int? ErrorCode)
{
    /// <summary>When Twilio got it, or null.</summary>
    public DateTimeOffset? CreatedAt =>
        DateTimeOffset.TryParseExact(DateCreated, "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}

/// <summary>What came of a request: Twilio's answer, or which way it failed.</summary>
/// <param name="Status">The HTTP status; null when no answer came.</param>
/// <param name="Body">The answer, where it was a good one.</param>
/// <param name="Code">Twilio's error code; 0 for none.</param>
/// <param name="RetryAfter">How long Twilio asks to be left alone, or null.</param>
/// <param name="Connected">False when Twilio cannot have received the request.</param>
public sealed record TwilioAnswer<T>(HttpStatusCode? Status, T? Body, int Code, TimeSpan? RetryAfter, bool Connected);

/// <summary>Twilio's REST interface for messages: form in, JSON out. Nothing of a request is ever logged: it holds phone numbers.</summary>
public sealed class TwilioClient : IDisposable
{
    private const int LargestAnswer = 1_000_000;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly HttpClient _http;
    private readonly string _messages;

    public TwilioClient(TwilioOptions options, int connections)
    {
        _messages = $"{options.BaseUrl.ToString().TrimEnd('/')}/2010-04-01/Accounts/{options.AccountSid}/Messages.json";
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false, MaxConnectionsPerServer = connections })
        {
            Timeout = options.Patience,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{options.AccountSid}:{options.AuthToken}")));
    }

    /// <summary>Hands a message over.</summary>
    public Task<TwilioAnswer<TwilioMessage>> PostAsync(IEnumerable<KeyValuePair<string, string>> form, CancellationToken ct) =>
        AskAsync<TwilioMessage>(() => new HttpRequestMessage(HttpMethod.Post, _messages) { Content = new FormUrlEncodedContent(form) }, ct);

    /// <summary>The newest messages to an address.</summary>
    public async Task<TwilioAnswer<IReadOnlyList<TwilioMessage>>> ListAsync(string to, CancellationToken ct)
    {
        var answer = await AskAsync<Page>(() => new HttpRequestMessage(HttpMethod.Get, $"{_messages}?PageSize=100&To={Uri.EscapeDataString(to)}"), ct);
        return new(answer.Status, answer.Body?.Messages, answer.Code, answer.RetryAfter, answer.Connected);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<TwilioAnswer<T>> AskAsync<T>(Func<HttpRequestMessage> make, CancellationToken ct)
        where T : class
    {
        try
        {
            using var request = make();
            using var response = await _http.SendAsync(request, ct);
            var wait = response.Headers.RetryAfter?.Delta;
            return response.IsSuccessStatusCode
                ? new(response.StatusCode, await ReadAsync<T>(response, ct), 0, wait, true)
                : new(response.StatusCode, null, (await ReadAsync<Refusal>(response, ct))?.Code ?? 0, wait, true);
        }
        catch (HttpRequestException away) when (away.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return new(null, null, 0, null, Connected: false);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException || (broken is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new(null, null, 0, null, Connected: true);
        }
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, CancellationToken ct)
        where T : class
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Json, ct);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Page(IReadOnlyList<TwilioMessage>? Messages);

    private sealed record Refusal(int Code);
}
