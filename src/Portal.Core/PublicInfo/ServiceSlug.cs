namespace Portal.Core.PublicInfo;

/// <summary>The services of the portal; the spelling in URLs and the API is <see cref="ServiceSlugs"/>.</summary>
public enum ServiceSlug
{
    /// <summary>First recording.</summary>
    New,

    /// <summary>Card lost.</summary>
    Lost,

    /// <summary>Card damaged.</summary>
    Damaged,

    /// <summary>Data on the card changed.</summary>
    Changed,

    /// <summary>Moved into the district.</summary>
    MovedIn,

    /// <summary>Collect a finished card; only for an application that exists.</summary>
    Pickup,
}

/// <summary>How services are written in URLs, forms and the API. Stable.</summary>
public static class ServiceSlugs
{
    /// <summary>Every service, in the order of lists.</summary>
    public static IReadOnlyList<ServiceSlug> All { get; } = Enum.GetValues<ServiceSlug>();

    /// <summary>"moved-in" for <see cref="ServiceSlug.MovedIn"/>.</summary>
    public static string ToText(this ServiceSlug slug) => slug switch
    {
        ServiceSlug.New => "new",
        ServiceSlug.Lost => "lost",
        ServiceSlug.Damaged => "damaged",
        ServiceSlug.Changed => "changed",
        ServiceSlug.MovedIn => "moved-in",
        ServiceSlug.Pickup => "pickup",
    };

    /// <summary>Reads a slug; false when there is no such service.</summary>
    public static bool TryParse(string? text, out ServiceSlug slug)
    {
        foreach (var candidate in All)
        {
            if (string.Equals(candidate.ToText(), text?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                slug = candidate;
                return true;
            }
        }

        slug = default;
        return false;
    }

    /// <summary>True for services that begin an application; <see cref="ServiceSlug.Pickup"/> continues one.</summary>
    public static bool BeginsApplication(this ServiceSlug slug) => slug != ServiceSlug.Pickup;
}
