using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;

namespace Portal.Web.Startup;

/// <summary>What one environment variable says. A secret is only said to be there or not.</summary>
/// <param name="Name">The name of its text.</param>
/// <param name="Value">A plain value, or a word that has a text of its own.</param>
/// <param name="IsWord">Whether it is such a word.</param>
/// <param name="Variable">Where it is changed.</param>
public sealed record EnvironmentFact(string Name, string Value, bool IsWord, string Variable);

/// <summary>The settings that only whoever runs the server changes, as they are in force since the start.</summary>
public sealed class EnvironmentFacts(IConfiguration configuration, PortalOptions options, IHostEnvironment environment)
{
    public IReadOnlyList<EnvironmentFact> All =>
    [
        new("Environment", environment.EnvironmentName, false, "ASPNETCORE_ENVIRONMENT"),
        new("PublicBaseUrl", options.PublicBaseUrl.AbsoluteUri.TrimEnd('/'), false, "Portal__PublicBaseUrl"),
        new("Database", PortalDatabase.Configured(configuration) is null ? "Embedded" : "Own", true, "ConnectionStrings__Portal"),
        new("MasterKey", string.IsNullOrEmpty(configuration["Portal:MasterKey"]) ? "InFolder" : "Set", true, "Portal__MasterKey"),
        new("Provider", options.Notifications.Twilio is null ? "Log" : "Twilio", true, "Notifications__Provider"),
        Secret("TwilioToken", options.Notifications.Twilio?.AuthToken, "Notifications__Twilio__AuthToken"),
        new("WhatsAppFrom", options.Notifications.Twilio?.WhatsAppFrom is null ? "NotSet" : "Set", true, "Notifications__Twilio__WhatsAppFrom"),
        new("Recipients", options.Notifications.AllowedRecipients switch { null => "Everyone", { Count: 0 } => "Nobody", _ => "Listed" }, true, "Notifications__AllowedRecipients"),
        new("Centre", options.Centre.BaseUrl is null ? "ByHand" : "Line", true, "Centre__BaseUrl"),
        Secret("CentreToken", options.Centre.Token, "Centre__Token"),
        Switch("Jobs", options.Jobs, "Portal__Jobs"),
        Switch("RateLimits", options.RateLimits, "Portal__RateLimits"),
        Switch("MetricsPublic", options.MetricsPublic, "Portal__MetricsPublic"),
        new("Telemetry", string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) ? "NotSet" : "Set", true, "OTEL_EXPORTER_OTLP_ENDPOINT"),
    ];

    private static EnvironmentFact Secret(string name, string? value, string variable) => new(name, string.IsNullOrEmpty(value) ? "NotSet" : "Set", true, variable);

    private static EnvironmentFact Switch(string name, bool on, string variable) => new(name, on ? "On" : "Off", true, variable);
}
