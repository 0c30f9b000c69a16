using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Portal.Core.Applications;

namespace Portal.Infrastructure.Centre;

/// <summary>Posts batches as JSON; the contract is docs/centre-line.md.</summary>
public sealed class HttpCentreLine : ICentreLine, IDisposable
{
    private const int LargestAnswer = 1_000_000;

    private readonly HttpClient _http;
    private readonly string _batches;

    public HttpCentreLine(CentreOptions options)
    {
        _batches = options.BaseUrl!.ToString().TrimEnd('/') + "/batches";
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false })
        {
            Timeout = options.Patience,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        if (options.Token is { } token)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <inheritdoc />
    public bool SendsByItself => true;

    /// <inheritdoc />
    public Task<CentreAnswer> SendAsync(CentreParcel parcel, CancellationToken ct) => AnswerAsync(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, _batches)
            {
                Content = JsonContent.Create(new
                {
                    batch = parcel.Id,
                    office = parcel.Office.Value,
                    day = parcel.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    number = parcel.Number,
                    records = parcel.Records.Select(r => new { register = r.Register.Value, nik = r.Nik.Value }),
                }),
            };
            request.Headers.Add("Idempotency-Key", parcel.Id.ToString("D"));
            return request;
        },
        parcel.Id,
        asking: false,
        ct);

    /// <inheritdoc />
    public Task<CentreAnswer> AskAsync(Guid batch, CancellationToken ct) =>
        AnswerAsync(() => new HttpRequestMessage(HttpMethod.Get, $"{_batches}/{batch:D}"), batch, asking: true, ct);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<CentreAnswer> AnswerAsync(Func<HttpRequestMessage> make, Guid batch, bool asking, CancellationToken ct)
    {
        try
        {
            using var request = make();
            using var response = await _http.SendAsync(request, ct);
            return response.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.Created => await ReadAsync(response, batch, ct),
                HttpStatusCode.NotFound when asking => CentreAnswer.Unknown,
                HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => CentreAnswer.Failed(CentreProblem.Trouble),
                // Whoever cannot be asked does not tell whether a batch arrived; a redirect is somebody else's sign-in page.
                _ => CentreAnswer.Failed(asking ? CentreProblem.Unclear : CentreProblem.Refused),
            };
        }
        catch (HttpRequestException away) when (!asking && away.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            // Never connected: it cannot have arrived.
            return CentreAnswer.Failed(CentreProblem.Down);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException || (broken is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return CentreAnswer.Failed(CentreProblem.Unclear);
        }
    }

    private static async Task<CentreAnswer> ReadAsync(HttpResponseMessage response, Guid batch, CancellationToken ct)
    {
        try
        {
            var said = await response.Content.ReadFromJsonAsync<Said>(JsonSerializerOptions.Web, ct);
            return said is { Accepted: not null } && said.Batch == batch
                ? new CentreAnswer(said.Accepted.ToHashSet(StringComparer.Ordinal), null)
                : CentreAnswer.Failed(CentreProblem.Unclear);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return CentreAnswer.Failed(CentreProblem.Unclear);
        }
    }

    private sealed record Said(Guid Batch, IReadOnlyList<string>? Accepted);
}
