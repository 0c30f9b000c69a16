namespace Portal.Core.Shared;

/// <summary>What kind of refusal an <see cref="Error"/> is; decides the HTTP status and nothing else.</summary>
public enum ErrorKind
{
    /// <summary>The input itself is wrong (422).</summary>
    Invalid,

    /// <summary>No such record, or one that this actor must not know of (404).</summary>
    NotFound,

    /// <summary>The actor is known but may not do this (403).</summary>
    Forbidden,

    /// <summary>The state of the record, or somebody else's act, stands in the way (409).</summary>
    Conflict,

    /// <summary>It was there and has ended: an expired code, a revoked link (410).</summary>
    Gone,

    /// <summary>Too many tries (429).</summary>
    TooMany,
}

/// <summary>
/// An expected refusal. Never an exception: exceptions are for bugs.
/// </summary>
/// <param name="Code">Stable snake_case code, part of the API contract; the sentence for people is the text resource <c>Error.{Code}</c>.</param>
/// <param name="Kind">The kind of refusal.</param>
/// <param name="Field">The input it belongs to, in the API's camelCase spelling, or null when it concerns the whole.</param>
/// <param name="Arguments">Values put into the sentence; never personal data.</param>
public sealed record Error(string Code, ErrorKind Kind, string? Field = null, params object[] Arguments)
{
    /// <summary>The same refusal, tied to an input.</summary>
    public Error For(string field) => this with { Field = field };

    /// <summary>Two errors are equal when code, kind and field are; the arguments only word the sentence.</summary>
    public bool Equals(Error? other) => other is not null && Code == other.Code && Kind == other.Kind && Field == other.Field;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Code, Kind, Field);
}
