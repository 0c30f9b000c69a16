using Bunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Features.Staff.Messages;
using Portal.Web.Shared.Reading;

namespace Portal.UnitTests.Staff;

public sealed class TemplateEditorTests : BunitContext
{
    private static readonly TemplateLine s_line = new(MessageEvent.Rejected, Language.Indonesian, MessageTexts.TemplateOf(MessageEvent.Rejected, Language.Indonesian), true, 0, null, null, null);

    private readonly List<string?> _saved = [];

    public TemplateEditorTests()
    {
        var http = new DefaultHttpContext();
        http.Features.Set(new AskedPage(Language.Indonesian, "/petugas", string.Empty));
        Services.AddLocalization();
        Services.AddSingleton<IHttpContextAccessor>(new HttpContextAccessor { HttpContext = http });
        Services.AddScoped<DatabaseOutage>();
        Services.AddScoped<ReaderLanguage>();
        Services.AddScoped<ReaderFormat>();
        Services.AddScoped<ErrorSentences>();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Type_EachLetter_IsCountedShownAndJudged()
    {
        var editor = Shown();
        editor.Find("#salah").TextContent.Trim().ShouldBeEmpty();

        editor.Find("#text").Input("Halo {nama}, {register} ditolak di {kantor} €");

        editor.Find("[data-preview]").TextContent.ShouldBe($"Halo {{nama}}, {MessageFacts.Sample.Register.Grouped} ditolak di Pulomerak €");
        var longest = $"Halo {{nama}}, {MessageFacts.Sample.Register.Grouped} ditolak di Batang Hari Leko €";
        editor.Find("#panjang").TextContent.ShouldContain($"{GsmText.Places(longest)} tanda, 1 SMS");
        editor.FindAll("#salah li").Select(li => li.TextContent).ShouldBe(["Tidak ada isian bernama {nama}.", "Sebutkan biayanya: Rp 0."]);
        editor.Find("#text").GetAttribute("aria-invalid").ShouldBe("true");
    }

    [Fact]
    public void Save_Refused_KeepsWhatWasTyped()
    {
        var editor = Shown();

        editor.Find("#text").Input("Halo");
        editor.Find("form").Submit();

        _saved.ShouldBe(["Halo"]);
        editor.Find("[data-preview]").TextContent.ShouldBe("Halo");
        editor.FindAll("#salah li").Count.ShouldBe(2);
    }

    [Fact]
    public void Sid_Refused_IsExplainedAtItsBox()
    {
        var editor = Shown();

        editor.Find("#sid").Input("HX1");
        editor.FindAll("form")[1].Submit();

        editor.Find("#sid-error").TextContent.ShouldContain("HX");
        editor.Find("#sid").GetAttribute("aria-describedby")!.ShouldContain("sid-error");
    }

    private IRenderedComponent<TemplateEditor> Shown() => Render<TemplateEditor>(p => p
        .Add(e => e.Line, s_line)
        .Add(e => e.MayManage, true)
        .Add(e => e.SaveText, text =>
        {
            _saved.Add(text);
            return Task.FromResult<Result>(TemplateErrors.FeeMissing);
        })
        .Add(e => e.SaveSid, _ => Task.FromResult<Result>(TemplateErrors.ContentSid)));
}
