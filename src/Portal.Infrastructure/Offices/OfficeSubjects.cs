namespace Portal.Infrastructure.Offices;

/// <summary>Under which subjects the history of changes keeps what concerns an office.</summary>
public static class OfficeSubjects
{
    /// <summary>Name, zone, contact and letters, and how far it is open.</summary>
    public const string Office = "office";

    /// <summary>Its villages; the field is the code.</summary>
    public const string Villages = "villages";

    /// <summary>Its rules.</summary>
    public const string Rules = "rules";

    /// <summary>Somebody has looked at rules and services.</summary>
    public const string Review = "review";

    /// <summary>Before the slug of a service.</summary>
    public const string ServicePrefix = "service.";
}
