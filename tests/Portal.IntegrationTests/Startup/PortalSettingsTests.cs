using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Portal.IntegrationTests.Support;
using Portal.Web.Startup;

namespace Portal.IntegrationTests.Startup;

public sealed class PortalSettingsTests
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    [Fact]
    public void Read_NothingSetInProduction_NamesEveryMissingSetting()
    {
        var problem = Should.Throw<StartProblem>(() => Read("Production"));

        problem.Sentences.Count.ShouldBe(2);
        problem.Sentences[0].ShouldStartWith("Portal__PublicBaseUrl is missing.");
        problem.Sentences[1].ShouldStartWith("Portal__MasterKey is required");
    }

    [Fact]
    public async Task Form_InProductionBehindASilentProxy_IsServedWithSecureCookies()
    {
        await using var portal = await PortalFactory.StartAsync("Production", ("Portal:PublicBaseUrl", "https://ktp.example.go.id"), ("Portal:RateLimits", "on"));
        using var browser = portal.Browser();

        using var answer = await browser.GetAsync("/petugas/masuk");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("; secure"));
    }

    [Fact]
    public void Read_NothingButAKeyInDevelopment_HasDefaults()
    {
        var settings = Read("Development", ("Portal:MasterKey", Key));

        settings.Port.ShouldBe(5080);
        settings.Options.PublicBaseUrl.ShouldBe(new Uri("http://localhost:5080"));
        (settings.Options.RateLimits, settings.Options.Jobs, settings.Options.MetricsPublic).ShouldBe((true, true, true));
    }

    [Fact]
    public void Read_AnotherPortInDevelopment_IsThePublicAddressToo() =>
        Read("Development", ("Portal:MasterKey", Key), ("PORTAL_PORT", "6001")).Options.PublicBaseUrl.ShouldBe(new Uri("http://localhost:6001"));

    [Theory]
    [InlineData("PORTAL_PORT", "0", "PORTAL_PORT is \"0\".")]
    [InlineData("PORTAL_PORT", "65536", "PORTAL_PORT is \"65536\".")]
    [InlineData("PORTAL_PORT", "-1", "PORTAL_PORT is \"-1\".")]
    [InlineData("Portal:PublicBaseUrl", "ktp.example.go.id", "Portal__PublicBaseUrl is \"ktp.example.go.id\".")]
    [InlineData("Portal:PublicBaseUrl", "ftp://ktp.example.go.id", "Portal__PublicBaseUrl is \"ftp:")]
    [InlineData("Portal:PublicBaseUrl", "https://ktp.example.go.id/?a=b", "Portal__PublicBaseUrl is \"https:")]
    [InlineData("Portal:MasterKey", "c2hvcnQ=", "Portal__MasterKey must be 32 bytes")]
    [InlineData("Portal:Jobs", "perhaps", "Portal__Jobs is \"perhaps\".")]
    [InlineData("Portal:TrustedProxies", "the-proxy", "Portal__TrustedProxies: \"the-proxy\"")]
    [InlineData("Centre:BaseUrl", "http://siak.example.go.id/ektp", "Centre__BaseUrl is \"http:")]
    [InlineData("Centre:BaseUrl", "siak", "Centre__BaseUrl is \"siak\".")]
    [InlineData("Notifications:Provider", "Pigeon", "Notifications__Provider is \"Pigeon\", and there is no such provider.")]
    [InlineData("Notifications:Parallel", "0", "Notifications__Parallel is \"0\".")]
    [InlineData("Notifications:PerSecond", "fast", "Notifications__PerSecond is \"fast\".")]
    [InlineData("Notifications:AllowedRecipients", "0812-3456-7890, 021-123456", "Notifications__AllowedRecipients holds 1 that are no")]
    public void Read_OneWrongSetting_SaysWhichInASentence(string name, string value, string beginning) =>
        Should.Throw<StartProblem>(() => Read("Production", ("Portal:MasterKey", Key), ("Portal:PublicBaseUrl", "https://ktp.example.go.id"), (name, value)))
            .Sentences.Single().ShouldStartWith(beginning);

    [Fact]
    public void Read_TwilioWithoutItsSettings_NamesEveryOne() =>
        Should.Throw<StartProblem>(() => Read("Development", ("Portal:MasterKey", Key), ("Notifications:Provider", "Twilio"), ("Notifications:Twilio:WhatsAppFrom", "halo"), ("Notifications:Twilio:BaseUrl", "http://twilio.example")))
            .Sentences.Select(s => s.Split(' ')[0]).ShouldBe(["Notifications__Twilio__AccountSid", "Notifications__Twilio__MessagingServiceSid", "Notifications__Twilio__AuthToken", "Notifications__Twilio__WhatsAppFrom", "Notifications__Twilio__BaseUrl"]);

    [Theory]
    [InlineData("Development", null, 0)]
    [InlineData("Development", "0812-3456-7890, +62 813 0000 0001", 2)]
    [InlineData("Production", null, null)]
    public void Read_Recipients_AreOnlyThoseListedOutsideProduction(string environment, string? setting, int? count) =>
        Read(environment, ("Portal:MasterKey", Key), ("Portal:PublicBaseUrl", "https://ktp.example.go.id"), ("Notifications:AllowedRecipients", setting ?? "")).Options.Notifications.AllowedRecipients?.Count.ShouldBe(count ?? -1);

    [Fact]
    public void Read_RateLimitsOff_InDevelopmentOnly()
    {
        Read("Development", ("Portal:MasterKey", Key), ("Portal:RateLimits", "off")).Options.RateLimits.ShouldBeFalse();
        Should.Throw<StartProblem>(() => Read("Production", ("Portal:MasterKey", Key), ("Portal:PublicBaseUrl", "https://ktp.example.go.id"), ("Portal:RateLimits", "off")))
            .Sentences.Single().ShouldStartWith("Portal__RateLimits=off is not honoured in Production.");
    }

    private static PortalSettings Read(string environment, params (string Key, string Value)[] settings)
    {
        // The last value wins, as with real settings.
        var values = settings.GroupBy(s => s.Key).ToDictionary(g => g.Key, string? (g) => g.Last().Value);
        return PortalSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), new Surroundings(environment));
    }

    private sealed class Surroundings(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "Portal.Web";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
