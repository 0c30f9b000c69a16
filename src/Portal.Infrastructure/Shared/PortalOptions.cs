namespace Portal.Infrastructure.Shared;

/// <summary>Settings of the installation as a whole.</summary>
public sealed class PortalOptions
{
    /// <summary>The address that every printed and sent link and QR code begins with (<c>Portal__PublicBaseUrl</c>).</summary>
    public required Uri PublicBaseUrl { get; init; }

    /// <summary>False only outside Production, for load runs and tests (<c>Portal__RateLimits=off</c>).</summary>
    public bool RateLimits { get; init; } = true;
}
