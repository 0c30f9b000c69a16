using System.Text.Json;
using System.Text.Unicode;
using Portal.Core.Shared;

namespace Portal.Web.Features.Api;

/// <summary>
/// A JSON object as it came, read value by value: a wrong type is told with the field's name, all of them at once, where
/// the framework's own binding gives up at the first with a bare 400.
/// </summary>
public sealed class ApiBody
{
    public const int MaxBytes = 16 * 1024;

    private readonly JsonElement _root;
    private readonly List<Error> _wrong = [];

    private ApiBody(byte[] bytes, JsonElement root)
    {
        Bytes = bytes;
        _root = root;
    }

    /// <summary>The body as sent.</summary>
    public byte[] Bytes { get; }

    /// <summary>Fields of a wrong type among those read so far.</summary>
    public IReadOnlyList<Error> WrongTypes => _wrong;

    /// <summary>Reads the body, or answers why it cannot be read: 415, 413 or 400.</summary>
    public static async Task<(ApiBody? Body, ApiAnswer? Refusal)> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
        {
            return (null, ApiAnswer.Refusal(context, StatusCodes.Status415UnsupportedMediaType, ApiErrors.UnsupportedMediaType));
        }

        if (request.ContentLength > MaxBytes || await TakeAsync(request.Body, context.RequestAborted) is not { } bytes)
        {
            return (null, ApiAnswer.Refusal(context, StatusCodes.Status413PayloadTooLarge, ApiErrors.BodyTooLarge(MaxBytes / 1024)));
        }

        return Parse(bytes) is { ValueKind: JsonValueKind.Object } root
            ? (new ApiBody(bytes, root), null)
            : (null, ApiAnswer.Refusal(context, StatusCodes.Status400BadRequest, ApiErrors.MalformedJson));
    }

    /// <summary>A text; null when absent.</summary>
    public string? Text(string field) => Find(field, JsonValueKind.String) is { } value ? Text(field, value) : null;

    /// <summary>True or false; null when absent.</summary>
    public bool? Flag(string field) => Find(field, JsonValueKind.True, JsonValueKind.False)?.GetBoolean();

    /// <summary>A list of texts; empty when absent.</summary>
    public IReadOnlyList<string> Texts(string field)
    {
        if (Find(field, JsonValueKind.Array) is not { } list)
        {
            return [];
        }

        if (list.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String))
        {
            _wrong.Add(ApiErrors.WrongType(field));
            return [];
        }

        return [.. list.EnumerateArray().Select(v => Text(field, v) ?? "")];
    }

    private static async Task<byte[]?> TakeAsync(Stream body, CancellationToken ct)
    {
        var buffer = new byte[MaxBytes + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length > MaxBytes ? null : buffer[..length];
    }

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            return Utf8.IsValid(bytes) ? JsonElement.Parse(bytes, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false }) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for half a surrogate pair, escaped, in the name of a field.
            return null;
        }
    }

    private string? Text(string field, JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped: valid JSON, but no text.
            _wrong.Add(ApiErrors.WrongType(field));
            return null;
        }
    }

    private JsonElement? Find(string field, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (!_root.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (kinds.Contains(value.ValueKind))
        {
            return value;
        }

        _wrong.Add(ApiErrors.WrongType(field));
        return null;
    }
}
