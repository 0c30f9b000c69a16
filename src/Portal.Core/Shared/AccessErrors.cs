namespace Portal.Core.Shared;

/// <summary>Refusals of access and haste, in every area.</summary>
public static class AccessErrors
{
    /// <summary>No such record, or one of another office.</summary>
    public static Error NotFound { get; } = new("not_found", ErrorKind.NotFound);

    /// <summary>The actor may not do this.</summary>
    public static Error Forbidden { get; } = new("forbidden", ErrorKind.Forbidden);

    /// <summary>Somebody changed the record after the page was opened.</summary>
    public static Error StalePage { get; } = new("stale_page", ErrorKind.Conflict);

    /// <summary>Too many tries; come back later.</summary>
    public static Error TooManyRequests { get; } = new("too_many_requests", ErrorKind.TooMany);

    /// <summary>A reason is needed for the trail and none, or only blanks, was given.</summary>
    public static Error ReasonRequired { get; } = new("reason_required", ErrorKind.Invalid, "reason");
}
