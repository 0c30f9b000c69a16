using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Portal.IntegrationTests.Support;
using Portal.Web.Features.Staff.Access;

namespace Portal.IntegrationTests.Staff;

public sealed class RouteAccessTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public void Endpoints_OfTheApplication_AreAllOnAList()
    {
        var closed = Endpoints().Where(e => RouteAccessRules.Of(e.RoutePattern.RawText) == RouteAccess.Denied);

        closed.Select(e => e.RoutePattern.RawText).Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void StaffPages_OfTheApplication_NameTheirPermission()
    {
        var nameless = Endpoints().Where(e => RouteAccessRules.Of(e.RoutePattern.RawText) == RouteAccess.Permission && e.Metadata.GetMetadata<StaffPageAttribute>() is null);

        nameless.Select(e => e.RoutePattern.RawText).Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Endpoints_OfTheApplication_NeverSwitchTheRuleOff() =>
        Endpoints().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(e => e.RoutePattern.RawText).ShouldBeEmpty();

    [Theory]
    [InlineData("/en/status/{register}", RouteAccess.Public)]
    [InlineData("/petugas/masuk", RouteAccess.SignIn)]
    [InlineData("/petugas/apa-saja", RouteAccess.Permission)]
    [InlineData("/petugasan", RouteAccess.Denied)]
    [InlineData("/rahasia", RouteAccess.Denied)]
    [InlineData("/en/petugas", RouteAccess.Denied)]
    [InlineData("/_blazor/negotiate", RouteAccess.SignedIn)]
    public void Route_ByItsPattern_HasItsAccess(string pattern, RouteAccess access) => RouteAccessRules.Of(pattern).ShouldBe(access);

    private IEnumerable<RouteEndpoint> Endpoints() => portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.Metadata.GetMetadata<SuppressMatchingMetadata>() is null);
}
