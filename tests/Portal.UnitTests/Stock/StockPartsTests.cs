using Bunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Shared;
using Portal.Web.Features.Staff.Stock;
using Portal.Web.Shared;
using Portal.Web.Shared.Reading;

namespace Portal.UnitTests.Stock;

/// <summary>Parts of the pages about blangko that decide something.</summary>
public sealed class StockPartsTests : BunitContext
{
    public StockPartsTests()
    {
        var http = new DefaultHttpContext();
        http.Features.Set(new AskedPage(Language.Indonesian, "/stok", string.Empty));
        Services.AddLocalization();
        Services.AddSingleton<IHttpContextAccessor>(new HttpContextAccessor { HttpContext = http });
        Services.AddScoped<ReaderLanguage>();
        Services.AddScoped<ReaderFormat>();
    }

    [Theory]
    [InlineData(240, 180, false, "ok", 100)]
    [InlineData(240, 0, false, "ok", 100)]
    [InlineData(240, 180, true, "low", 100)]
    [InlineData(120, 480, false, "low", 25)]
    [InlineData(1, 100_000, false, "low", 2)]
    [InlineData(0, 611, true, "dry", 0)]
    [InlineData(0, 0, true, "dry", 0)]
    [InlineData(2_000_000_000, 2_000_000_001, false, "low", 99)]
    public void Meter_StockAgainstOrder_HasTheFittingToneAndBar(int available, int waiting, bool low, string tone, int filled)
    {
        var meter = Render<StockMeter>(p => p.Add(m => m.Available, available).Add(m => m.Waiting, waiting).Add(m => m.Low, low).Add(m => m.Label, "blangko").Add(m => m.Words, "cukup"));

        meter.Find("div").ClassList.ShouldContain(tone);
        meter.FindAll("path")[1].GetAttribute("d").ShouldBe($"M0 0h{filled}v4H0z");
        meter.Find("strong").TextContent.ShouldBe(LanguageFormat.For(Language.Indonesian).Number(available));
    }

    [Fact]
    public void Chart_Days_AreStepsAndDryOnesAreMarked()
    {
        var chart = Render<StepChart>(p => p.Add(c => c.Values, [120, 60, 0, 0]).Add(c => c.Label, "grafik").Add(c => c.MarksNone, true));

        chart.Find("path.area").GetAttribute("d").ShouldBe("M0 60V0h10V30h10V60h10V60h10V60z");
        chart.Find("path.dry").GetAttribute("d").ShouldBe("M20 60h10M30 60h10");
        chart.Find("svg").GetAttribute("aria-label").ShouldBe("grafik");
    }

    [Theory]
    [InlineData("250", 250)]
    [InlineData(" 1.250 ", 1250)]
    [InlineData("-3", -3)]
    [InlineData("−3", -3)]
    [InlineData("", null)]
    [InlineData("dua", null)]
    [InlineData("99999999999", null)]
    public void TypedNumber_AsPeopleType_IsRead(string typed, int? number) => TypedNumber.Of(typed).ShouldBe(number);
}
