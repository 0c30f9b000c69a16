using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.PublicInfo;

public sealed class ServicePagesTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task List_FirstRequestOfAll_ShowsEveryServiceWithItsFee()
    {
        portal.Get<OfficeDirectory>().Invalidate();

        var page = await OpenAsync("/layanan");

        page.QuerySelectorAll("a.door").Select(a => a.GetAttribute("href")).ShouldBe(["/layanan/new", "/layanan/lost", "/layanan/damaged", "/layanan/changed", "/layanan/moved-in", "/layanan/pickup"]);
        page.QuerySelector(".fee")!.TextContent.ShouldContain("79A");
        page.QuerySelectorAll("select[name=kantor] option").Length.ShouldBe(6);
    }

    [Theory]
    [InlineData("/layanan/new", 3, "(hanya di kecamatan yang memintanya)")]
    [InlineData("/layanan/new?kantor=16.06.04", 3, "")]
    [InlineData("/layanan/new?kantor=36.72.03", 2, "")]
    [InlineData("/en/layanan/new", 3, "(only where the office asks for it)")]
    public async Task Service_ReferralLetter_IsListedWhereTheOfficeAsksForIt(string address, int papers, string mark)
    {
        var page = await OpenAsync(address);

        var requirements = page.QuerySelectorAll("main h2 + ul li");
        requirements.Length.ShouldBe(papers);
        requirements[^1].QuerySelector(".soft")?.TextContent.Trim().ShouldBe(mark.Length > 0 ? mark : null);
    }

    [Fact]
    public async Task Service_OfAnOffice_SaysWhatTheOfficePromisesAndLeadsToItsBooking()
    {
        var page = await OpenAsync("/en/layanan/moved-in?kantor=64.72.04");

        page.QuerySelector(".office")!.TextContent.ShouldBe("Samarinda Ilir kecamatan office, Kota Samarinda");
        page.QuerySelector("main")!.TextContent.ShouldContain("15 minutes");
        page.QuerySelector(".actions a.button")!.GetAttribute("href").ShouldBe("/en/daftar?layanan=moved-in&kantor=64.72.04");
        page.QuerySelector("option[selected]")!.GetAttribute("value").ShouldBe("64.72.04");
    }

    [Fact]
    public async Task Service_NobodyTranslated_IsShownInIndonesianAndLabelled()
    {
        await using (var db = portal.OpenDb())
        {
            db.OfficeServices.Add(new OfficeService(OfficeCode.Parse("32.73.16").Value, ServiceSlug.Lost, null, null, new LocalizedText("Sekitar dua hari.")));
            await db.SaveChangesAsync();
        }

        portal.Get<OfficeDirectory>().Invalidate();

        var page = await OpenAsync("/en/layanan/lost?kantor=32.73.16");

        var fallback = page.QuerySelector("main p [lang=id]")!;
        fallback.TextContent.ShouldBe("Sekitar dua hari.");
        fallback.NextElementSibling!.TextContent.ShouldBe("(in Indonesian only)");
    }

    [Fact]
    public async Task Service_UnknownOffice_ShowsWhatHoldsEverywhereAndSaysSo()
    {
        var page = await OpenAsync("/layanan/lost?kantor=99.99.99", HttpStatusCode.UnprocessableEntity);

        page.QuerySelector("#kantor-error")!.TextContent.ShouldContain("tidak ada di portal");
        page.QuerySelectorAll("main h2 + ul li").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("/layanan/paspor")]
    [InlineData("/en/layanan/paspor")]
    public async Task Service_Unknown_IsNotFound(string address) => await OpenAsync(address, HttpStatusCode.NotFound);

    private async Task<IDocument> OpenAsync(string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var browser = portal.Browser();
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        answer.StatusCode.ShouldBe(expected);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
