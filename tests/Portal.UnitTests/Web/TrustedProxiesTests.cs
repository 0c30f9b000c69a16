using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Portal.Web.Startup;

namespace Portal.UnitTests.Web;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Configure_WithoutSetting_BelievesNobody(string? setting)
    {
        var options = Configured(setting);
        options.ForwardedHeaders.ShouldBe(ForwardedHeaders.None);
        options.KnownProxies.ShouldBeEmpty();
        options.KnownIPNetworks.ShouldBeEmpty();
    }

    [Fact]
    public void Configure_WithAddressAndNetwork_BelievesThose()
    {
        var options = Configured("10.0.0.5, 172.16.0.0/12");
        options.ForwardedHeaders.ShouldBe(ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        options.KnownProxies.ShouldBe([IPAddress.Parse("10.0.0.5")]);
        options.KnownIPNetworks.ShouldHaveSingleItem().Contains(IPAddress.Parse("172.17.3.4")).ShouldBeTrue();
    }

    [Fact]
    public void Configure_WithSomethingElse_StopsTheStart() =>
        Should.Throw<InvalidOperationException>(() => Configured("proxy.local")).Message.ShouldContain("proxy.local");

    private static ForwardedHeadersOptions Configured(string? setting)
    {
        var options = new ForwardedHeadersOptions();
        TrustedProxies.Configure(options, setting);
        return options;
    }
}
