using Bunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Shared;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Shared.Reading;
using Radzen;

namespace Portal.UnitTests.Staff;

/// <summary>Small parts of staff pages that decide something.</summary>
public sealed class DeskPartsTests : BunitContext
{
    public DeskPartsTests()
    {
        var http = new DefaultHttpContext();
        http.Features.Set(new AskedPage(Language.Indonesian, "/petugas", string.Empty));
        Services.AddLocalization();
        Services.AddSingleton<IHttpContextAccessor>(new HttpContextAccessor { HttpContext = http });
        Services.AddScoped<ReaderLanguage>();
        Services.AddScoped<ReaderFormat>();
        Services.AddScoped<ErrorSentences>();
        Services.AddRadzenComponents();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Theory]
    [InlineData(1, 50, 0)]
    [InlineData(1, 50, 50)]
    public void Pages_OfOnePage_ShowNothing(int page, int size, int total) => Shown(page, size, total).Markup.Trim().ShouldBeEmpty();

    [Theory]
    [InlineData(1, 51, "2")]
    [InlineData(2, 150, "1,3")]
    [InlineData(3, 150, "2")]
    public void Pages_OfSeveral_LeadToTheNeighbours(int page, int total, string neighbours) =>
        string.Join(',', Shown(page, 50, total).FindAll("a").Select(a => a.GetAttribute("href"))).ShouldBe(neighbours);

    [Fact]
    public void Reason_TooShort_IsExplainedAndTheDialogStays()
    {
        var (dialog, closed) = Dialog();

        dialog.Find("textarea").Input("abc");
        dialog.Find("button").Click();

        dialog.Find("#reason-error").TextContent.ShouldContain("5 huruf");
        dialog.Find("textarea").GetAttribute("aria-describedby").ShouldBe("reason-error");
        closed.ShouldBeEmpty();
    }

    [Fact]
    public void Reason_Given_IsHandedOverTrimmed()
    {
        var (dialog, closed) = Dialog();

        dialog.Find("textarea").Input("  cocokkan dengan KK ");
        dialog.Find("button").Click();

        closed.ShouldBe(["cocokkan dengan KK"]);
    }

    [Fact]
    public void Reason_ThoughtBetter_HandsOverNothing()
    {
        var (dialog, closed) = Dialog();

        dialog.Find("textarea").Input("cocokkan dengan KK");
        dialog.Find("button.second").Click();

        closed.ShouldBe([null]);
    }

    private IRenderedComponent<Pages> Shown(int page, int size, int total) =>
        Render<Pages>(p => p.Add(c => c.Page, page).Add(c => c.Size, size).Add(c => c.Total, total).Add(c => c.To, n => $"{n}"));

    private (IRenderedComponent<ReasonDialog> Dialog, List<object?> Closed) Dialog()
    {
        List<object?> closed = [];
        var dialogs = Services.GetRequiredService<DialogService>();
        dialogs.OnClose += result => closed.Add((object?)result);
        // A dialog has to be open before one can be closed.
        _ = Renderer.Dispatcher.InvokeAsync(() => dialogs.OpenAsync<ReasonDialog>("Alasan"));
        return (Render<ReasonDialog>(p => p.Add(c => c.Explanation, "Mengapa?").Add(c => c.Act, "Tampilkan")), closed);
    }
}
