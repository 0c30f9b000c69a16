using Portal.Core.Shared;

namespace Portal.Core.PublicInfo;

/// <summary>
/// A service as the public reads it: requirements, steps and time. The fee is not a field: it is Rp 0 by law
/// (UU 24/2013 art. 79A) and cannot be edited.
/// </summary>
public sealed class ServiceDefinition
{
    private ServiceDefinition()
    {
    }

    /// <summary>Describes a service.</summary>
    public ServiceDefinition(ServiceSlug slug, int order, LocalizedText name, LocalizedText summary, IReadOnlyList<Requirement> requirements, IReadOnlyList<LocalizedText> steps, LocalizedText time)
    {
        Slug = slug;
        Order = order;
        Name = name;
        Summary = summary;
        Requirements = requirements;
        Steps = steps;
        Time = time;
    }

    /// <summary>Its stable name in URLs and the API.</summary>
    public ServiceSlug Slug { get; private set; }

    /// <summary>Position in lists.</summary>
    public int Order { get; private set; }

    /// <summary>What it is called.</summary>
    public LocalizedText Name { get; private set; } = new("");

    /// <summary>Whom it is for, in one sentence.</summary>
    public LocalizedText Summary { get; private set; } = new("");

    /// <summary>What to bring.</summary>
    public IReadOnlyList<Requirement> Requirements { get; private set; } = [];

    /// <summary>What happens, in order.</summary>
    public IReadOnlyList<LocalizedText> Steps { get; private set; } = [];

    /// <summary>How long it takes, in words.</summary>
    public LocalizedText Time { get; private set; } = new("");
}

/// <summary>One paper to bring.</summary>
/// <param name="Text">What it is.</param>
/// <param name="OnlyWithReferralLetter">True when it counts only in offices that ask for a referral letter.</param>
public sealed record Requirement(LocalizedText Text, bool OnlyWithReferralLetter = false);

/// <summary>An office's own wording for a service; a null part means the national one holds.</summary>
public sealed class OfficeService
{
    private OfficeService()
    {
    }

    /// <summary>Describes a service in one office.</summary>
    public OfficeService(OfficeCode office, ServiceSlug slug, IReadOnlyList<Requirement>? requirements, IReadOnlyList<LocalizedText>? steps, LocalizedText? time)
    {
        OfficeCode = office;
        Slug = slug;
        Requirements = requirements;
        Steps = steps;
        Time = time;
    }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>The service.</summary>
    public ServiceSlug Slug { get; private set; }

    /// <summary>What to bring in this office, or null.</summary>
    public IReadOnlyList<Requirement>? Requirements { get; private set; }

    /// <summary>What happens in this office, or null.</summary>
    public IReadOnlyList<LocalizedText>? Steps { get; private set; }

    /// <summary>How long it takes in this office, or null.</summary>
    public LocalizedText? Time { get; private set; }

    /// <summary>Words the service anew; a part that reads like the national one is the national one, and follows it.</summary>
    public void Word(ServiceWording wording, ServiceDefinition national)
    {
        var (own, common) = (ServiceWording.Form.Read(wording), ServiceWording.Form.Read(ServiceWording.Of(national, null)));
        Requirements = own["requirements"] == common["requirements"] ? null : wording.Requirements;
        Steps = own["steps"] == common["steps"] ? null : wording.Steps;
        Time = own["time"] == common["time"] ? null : wording.Time;
    }
}

/// <summary>A service as one office offers it: the national description with the office's own parts in place.</summary>
public sealed record ServiceOffer(ServiceSlug Slug, LocalizedText Name, LocalizedText Summary, IReadOnlyList<LocalizedText> Requirements, IReadOnlyList<LocalizedText> Steps, LocalizedText Time)
{
    /// <summary>Lays an office's own wording and rules over the national description.</summary>
    public static ServiceOffer From(ServiceDefinition national, OfficeService? own, bool referralLetter) => new(
        national.Slug,
        national.Name,
        national.Summary,
        [.. (own?.Requirements ?? national.Requirements).Where(r => referralLetter || !r.OnlyWithReferralLetter).Select(r => r.Text)],
        own?.Steps ?? national.Steps,
        own?.Time ?? national.Time);
}
