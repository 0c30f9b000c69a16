using Microsoft.Playwright;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using Xunit.Abstractions;

namespace Portal.E2E.Weight;

/// <summary>What a resident's data bundle pays for, over every resident page.</summary>
public sealed class PageWeightTests(ResidentWorld world, ITestOutputHelper output) : IClassFixture<ResidentWorld>
{
    private const double FirstVisit = 20 * 1024;
    private const double NextVisit = 8 * 1024;

    public static TheoryData<string> Routes => ResidentPages.Routes;

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Open_EveryResidentPage_IsLightAndStaysHome(string route)
    {
        await using var phone = await world.OpenAsync(Screen.Phone);
        var traffic = await Traffic.OfAsync(phone.Page);
        foreach (var (first, next) in ((string, string)[])[("", "/en"), ("/en", "")])
        {
            await traffic.ForgetCacheAsync();
            await MeasureAsync(phone.Page, traffic, ResidentPages.AddressOf(route, first, world), FirstVisit);
            // Its twin is another page, with the first one's style sheets at hand.
            await MeasureAsync(phone.Page, traffic, ResidentPages.AddressOf(route, next, world), NextVisit);
        }
    }

    private async Task MeasureAsync(IPage page, Traffic traffic, string address, double limit)
    {
        traffic.Restart();
        await page.GotoAsync(address);
        await traffic.SettleAsync();

        output.WriteLine($"{traffic.Bytes / 1024:F1} of {limit / 1024:F0} KB: {address}");
        new Uri(page.Url).PathAndQuery.ShouldBe(address, "a page that leads to another one is not measured");
        traffic.Bytes.ShouldBeInRange(500, limit, address);
        traffic.Requests.ShouldAllBe(r => r.Url.StartsWith(world.Portal.Address + "/", StringComparison.Ordinal) || r.Url.StartsWith("data:", StringComparison.Ordinal));
        traffic.Requests.ShouldAllBe(r => r.Kind != "Script" && r.Kind != "WebSocket" && !r.Url.Contains("/_framework/"));
    }
}
