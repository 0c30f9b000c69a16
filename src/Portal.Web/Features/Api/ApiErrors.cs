using Portal.Core.Shared;

namespace Portal.Web.Features.Api;

/// <summary>Refusals that only a machine can meet: the request itself is malformed.</summary>
public static class ApiErrors
{
    public static Error MalformedJson { get; } = new("malformed_json", ErrorKind.Invalid);

    public static Error BodyTooLarge(int kibibytes) => new("body_too_large", ErrorKind.Invalid, null, kibibytes);

    public static Error UnsupportedMediaType { get; } = new("unsupported_media_type", ErrorKind.Invalid);

    public static Error WrongType(string field) => new("wrong_type", ErrorKind.Invalid, field);

    public static Error StartInvalid { get; } = new("start_invalid", ErrorKind.Invalid, "start");

    public static Error DateInvalid(string field) => new("date_invalid", ErrorKind.Invalid, field);

    public static Error KeyInvalid { get; } = new("idempotency_key_invalid", ErrorKind.Invalid);

    public static Error KeyReused { get; } = new("idempotency_key_reused", ErrorKind.Invalid);

    public static Error KeyInProgress { get; } = new("idempotency_in_progress", ErrorKind.Conflict);
}
