namespace Portal.Infrastructure.Shared;

/// <summary>Settings of the installation as a whole, read and checked once at start.</summary>
public sealed class PortalOptions
{
    /// <summary>The address that every printed and sent link and QR code begins with (<c>Portal__PublicBaseUrl</c>).</summary>
    public required Uri PublicBaseUrl { get; init; }

    /// <summary>False only outside Production, for load runs and tests (<c>Portal__RateLimits=off</c>).</summary>
    public bool RateLimits { get; init; } = true;

    /// <summary>False where another process of the installation does the scheduled work, and in tests (<c>Portal__Jobs=off</c>).</summary>
    public bool Jobs { get; init; } = true;

    /// <summary>True when <c>/metrics</c> answers everyone, false when it answers this machine only (<c>Portal__MetricsPublic=off</c>).</summary>
    public bool MetricsPublic { get; init; } = true;

    /// <summary>The line to the data centre (<c>Centre__BaseUrl</c>, <c>Centre__Token</c>); nothing set: an operator sends by hand.</summary>
    public Centre.CentreOptions Centre { get; init; } = new();

    /// <summary>Messages: by which provider, how fast, to whom (<c>Notifications__…</c>).</summary>
    public Notifications.NotificationOptions Notifications { get; init; } = new();

    /// <summary>How long staff stay signed in (<c>Staff__LockAfterMinutes</c>, <c>Staff__UnusedHours</c>, <c>Staff__LongestHours</c>).</summary>
    public Core.Staff.SessionRules Sessions { get; init; } = Core.Staff.SessionRules.Usual;

    /// <summary>True in Development only: staff pages then show the one-time codes and own links of messages, which nobody else receives there.</summary>
    public bool ShowsSecretsToStaff { get; init; }
}
