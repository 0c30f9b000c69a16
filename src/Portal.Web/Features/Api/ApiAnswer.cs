using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Core.Shared;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Api;

/// <summary>An answer of the API as it goes over the wire, so that it can be kept and given again.</summary>
public sealed record ApiAnswer(int Status, string ContentType, byte[] Body, string? Location = null, int? RetryAfter = null) : IResult
{
    public const string ProblemType = "application/problem+json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Names and "+07:00" stay readable; the answer is JSON, never HTML.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    private static readonly JsonSerializerOptions ProblemJson = new(Json) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static ApiAnswer Ok<T>(T value) => new(StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, Json));

    public static ApiAnswer Created<T>(string location, T value) => new(StatusCodes.Status201Created, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, Json), location);

    /// <summary>Refusals of a use case. Where the input is wrong, all faults are told under 422.</summary>
    public static ApiAnswer Refusal(HttpContext context, IReadOnlyList<Error> errors)
    {
        var faults = errors.Where(e => e.Kind == ErrorKind.Invalid).ToList();
        return faults.Count > 0
            ? Refusal(context, StatusCodes.Status422UnprocessableEntity, faults)
            : Refusal(context, StatusOf(errors[0].Kind), [errors[0]]);
    }

    /// <summary>A refusal under a given status. Several faults, or faults of fields, share the code <c>invalid_fields</c>.</summary>
    public static ApiAnswer Refusal(HttpContext context, int status, params IReadOnlyList<Error> errors)
    {
        var sentences = context.RequestServices.GetRequiredService<ErrorSentences>();
        var ofFields = status is StatusCodes.Status422UnprocessableEntity or StatusCodes.Status400BadRequest ? errors.Where(e => e.Field is not null).ToList() : [];
        var perField = ofFields.Count == 0
            ? null
            : ofFields.GroupBy(e => e.Field!).ToDictionary(g => g.Key, IReadOnlyList<FieldErrorOut> (g) => [.. g.Select(e => new FieldErrorOut(e.Code, sentences.For(e)))]);
        var code = perField is null ? errors[0].Code : "invalid_fields";
        var detail = perField is null || errors.Count == 1 ? sentences.For(errors[0]) : sentences.For(code);
        return Problem(status, code, detail, perField, errors[0].Kind == ErrorKind.TooMany ? 600 : null);
    }

    public static ApiAnswer Problem(int status, string code, string detail, IReadOnlyDictionary<string, IReadOnlyList<FieldErrorOut>>? errors = null, int? retryAfter = null)
    {
        var problem = new ProblemOut(TypeOf(code), ReasonPhrases.GetReasonPhrase(status), status, detail, code, errors);
        return new ApiAnswer(status, ProblemType, JsonSerializer.SerializeToUtf8Bytes(problem, ProblemJson), null, retryAfter);
    }

    public static string TypeOf(string code) => "urn:portal:problem:" + code;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }

    private static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Gone => StatusCodes.Status410Gone,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
    };
}
