namespace Portal.Infrastructure.Centre;

/// <summary>Settings of the line to the data centre.</summary>
public sealed record CentreOptions
{
    /// <summary>Where batches are posted, without a slash at the end; null where an operator types records into SIAK by hand (<c>Centre__BaseUrl</c>).</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Sent as a bearer token; null where the other side asks for none (<c>Centre__Token</c>).</summary>
    public string? Token { get; init; }

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
