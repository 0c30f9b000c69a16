using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;

namespace Portal.Infrastructure.PublicInfo;

/// <summary>The services as the public reads them, nationally or as one office offers them.</summary>
public sealed class ViewServices(OfficeDirectory directory) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewPublicInfo;

    /// <summary>Staff who set an office up see it as residents will.</summary>
    /// <returns>The services, or <c>office_unknown</c>.</returns>
    public async Task<Result<ServiceList>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var catalogue = await directory.GetAsync(ct);
        var office = query.Office is { } code ? (actor.May(Permission.ViewOffices, code) ? catalogue.Find(code) : catalogue.FindPublic(code)) : null;
        return query.Office is not null && office is null
            ? BookingErrors.OfficeUnknown
            : new ServiceList([.. catalogue.Services.Select(s => new ServiceEntry(s, office?.Offer(s.Slug)))], office, catalogue.Public);
    }

    /// <param name="Office">The office whose wording is asked for; null for the national one.</param>
    public sealed record Query(OfficeCode? Office);
}

/// <param name="Services">In the order of lists.</param>
/// <param name="Office">The office asked for, or null.</param>
/// <param name="Offices">Every office that residents know of, to choose from.</param>
public sealed record ServiceList(IReadOnlyList<ServiceEntry> Services, OfficeEntry? Office, IReadOnlyList<OfficeEntry> Offices);

/// <param name="National">The national description.</param>
/// <param name="Own">As the chosen office offers it; null without an office.</param>
public sealed record ServiceEntry(ServiceDefinition National, ServiceOffer? Own)
{
    /// <summary>What to bring. Nationally, what only some offices ask for is listed with that mark.</summary>
    public IReadOnlyList<Requirement> Requirements => Own is null ? National.Requirements : [.. Own.Requirements.Select(text => new Requirement(text))];

    /// <summary>What happens, in order.</summary>
    public IReadOnlyList<LocalizedText> Steps => Own?.Steps ?? National.Steps;

    /// <summary>How long it takes.</summary>
    public LocalizedText Time => Own?.Time ?? National.Time;
}
