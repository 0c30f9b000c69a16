using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Portal.E2E.Support;

namespace Portal.E2E.Pages;

/// <summary>The table of resident pages against the pages that the portal really serves.</summary>
public sealed class ResidentPageTableTests(PortalServer portal) : IClassFixture<PortalServer>
{
    [Fact]
    public void Table_EveryResidentRoute_HasAnEntryAndATwin()
    {
        var served = portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(route => route != "/petugas" && !route.StartsWith("/petugas/", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);

        var expected = ResidentPages.Known.SelectMany(route => (string[])[route, route == "/" ? "/en" : "/en" + route]);

        served.Order().ShouldBe(expected.Order());
    }
}
