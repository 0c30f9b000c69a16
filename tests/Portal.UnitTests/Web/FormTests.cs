using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Portal.Core.Shared;
using Portal.Web.Shared;
using Portal.Web.Shared.Forms;
using Portal.Web.Shared.Reading;

namespace Portal.UnitTests.Web;

/// <summary>Fields, their refusals and what was typed, as a browser and a screen reader meet them.</summary>
public sealed class FormTests : BunitContext
{
    private readonly DefaultHttpContext _http = new();

    public FormTests()
    {
        _http.Features.Set(new AskedPage(Language.Indonesian, "/", string.Empty));
        Services.AddLocalization();
        Services.AddSingleton<IHttpContextAccessor>(new HttpContextAccessor { HttpContext = _http });
        Services.AddScoped<ReaderLanguage>();
        Services.AddScoped<ReaderFormat>();
        Services.AddScoped<ErrorSentences>();
        Services.AddSingleton<AntiforgeryStateProvider, NoToken>();
    }

    [Fact]
    public void TextField_Refused_IsTiedToItsHintAndSentence()
    {
        var form = Form([Refused("nik_digits", "nik")], field => Open<TextField>(field, "nik", "16 angka"));
        var input = form.Find("input#nik");
        input.GetAttribute("aria-invalid").ShouldBe("true");
        var notes = input.GetAttribute("aria-describedby")!.Split(' ').Select(id => form.Find("#" + id).TextContent.Trim()).ToList();
        notes[0].ShouldBe("16 angka");
        notes[1].ShouldEndWith("Ketik 16 angka seperti di KK.");
        form.Find("label[for=nik]").TextContent.Trim().ShouldBe("Label nik");
    }

    [Fact]
    public void TextField_NotRefused_HasNoErrorMarks()
    {
        var form = Form([], field => Open<TextField>(field, "nik"));
        var input = form.Find("input#nik");
        input.HasAttribute("aria-invalid").ShouldBeFalse();
        input.HasAttribute("aria-describedby").ShouldBeFalse();
        form.FindAll("[role=alert]").ShouldBeEmpty();
    }

    [Fact]
    public void ErrorSummary_WithFields_LinksToElementsThatExist()
    {
        var form = Form(
            [Refused("nik_digits", "nik"), Refused("birth_date_required", "birthDate"), Refused("consent_required", "consent"), Refused("channel_required", "channel"), Refused("village_required", "village"), Refused("internal", null)],
            builder =>
            {
                Open<TextField>(builder, "nik");
                Open<DateFields>(builder, "birthDate");
                Open<CheckboxField>(builder, "consent");
                Open<RadioGroup>(builder, "channel");
                Open<SelectField>(builder, "village");
            });
        var links = form.FindAll("[role=alert] a").Select(link => link.GetAttribute("href")!).ToList();
        links.ShouldBe(["#nik", "#birthDate", "#consent", "#channel", "#village"]);
        foreach (var link in links)
        {
            form.Find(link).Matches("input, select").ShouldBeTrue(link);
        }

        form.FindAll("[role=alert] li").Count.ShouldBe(6);
        form.FindAll(".why").Count.ShouldBe(5);
    }

    [Fact]
    public void Fields_PostedAndRefused_KeepWhatWasTyped()
    {
        Post(("nik", " 12 <b>"), ("birthDateDay", "32"), ("birthDateYear", "x"), ("consent", "true"), ("channel", "b"), ("village", "b"));
        var form = Form([Refused("nik_digits", "nik")], builder =>
        {
            Open<TextField>(builder, "nik");
            Open<DateFields>(builder, "birthDate");
            Open<CheckboxField>(builder, "consent");
            Open<RadioGroup>(builder, "channel");
            Open<SelectField>(builder, "village");
        });
        form.Find("#nik").GetAttribute("value").ShouldBe(" 12 <b>");
        form.Find("#birthDate").GetAttribute("value").ShouldBe("32");
        form.Find("#birthDateYear").GetAttribute("value").ShouldBe("x");
        form.Find("#consent").HasAttribute("checked").ShouldBeTrue();
        form.Find("input[name=channel][value=b]").HasAttribute("checked").ShouldBeTrue();
        form.Find("option[value=b]").HasAttribute("selected").ShouldBeTrue();
    }

    [Fact]
    public void Fields_OfAnotherFormThanThePosted_ShowTheirOwnValue()
    {
        Post(("_handler", "other"), ("nik", "1"));
        var form = Form([], builder => Open<TextField>(builder, "nik"));
        form.Find("#nik").HasAttribute("value").ShouldBeFalse();
    }

    [Fact]
    public void TextField_ThatForgets_NeverShowsWhatWasTyped()
    {
        Post(("code", "123456"));
        var form = Form([Refused("code_wrong", "code")], builder => Open<TextField>(builder, "code", more: b => b.AddComponentParameter(9, nameof(TextField.Forget), true)));
        form.Markup.ShouldNotContain("123456");
    }

    [Fact]
    public void PortalForm_WithoutAValidToken_SaysThatNothingWasSaved()
    {
        Post(("nik", "1"));
        _http.Features.Set(new ExpiredForm());
        var form = Form([], builder => Open<TextField>(builder, "nik"));
        form.Find("[role=alert]").TextContent.ShouldContain("Isian Anda masih ada");
        form.Find("#nik").GetAttribute("value").ShouldBe("1");
    }

    [Fact]
    public void PortalForm_RefusedWhileHandling_ShowsTheSentenceInUnchangedFields()
    {
        var page = Render<RefusingPage>();
        page.Find("form").Submit();
        page.Find("#nik-error").TextContent.ShouldContain("Ketik 16 angka");
    }

    [Fact]
    public void BigNumber_ForAScreenReader_IsReadDigitByDigit()
    {
        var number = Render<BigNumber>(p => p.Add(n => n.Value, "482 913 0755"));
        number.Find(".digits").TextContent.ShouldBe("482 913 0755");
        number.Find(".digits").GetAttribute("aria-hidden").ShouldBe("true");
        number.Find(".away").TextContent.ShouldBe("4 8 2, 9 1 3, 0 7 5 5");
    }

    [Fact]
    public void Qr_OfAnAddress_IsOnePathWithAQuietZone()
    {
        var drawing = QrDrawing.Of("https://example.go.id/status/4829130755");
        drawing.Size.ShouldBe(29 + 8);
        drawing.Path.ShouldStartWith("M4 4h7v1h-7z");
        Render<Qr>(p => p.Add(q => q.Content, "x").Add(q => q.Label, "Kode")).Find("svg[role=img]").GetAttribute("aria-label").ShouldBe("Kode");
    }

    private static Error Refused(string code, string? field) => new(code, ErrorKind.Invalid, field);

    private void Post(params (string Name, string Value)[] typed)
    {
        var form = typed.ToDictionary(entry => entry.Name, entry => new StringValues(entry.Value));
        form.TryAdd("_handler", "data");
        _http.Request.Method = HttpMethods.Post;
        _http.Request.ContentType = "application/x-www-form-urlencoded";
        _http.Request.Form = new FormCollection(form);
    }

    private IRenderedComponent<PortalForm> Form(IReadOnlyList<Error> errors, RenderFragment fields) =>
        Render<PortalForm>(p => p
            .Add(form => form.Name, "data")
            .Add(form => form.Errors, errors)
            .Add(form => form.ChildContent, fields)
            .AddCascadingValue<HttpContext>(_http));

    private static void Open<TField>(RenderTreeBuilder builder, string name, string? hint = null, Action<RenderTreeBuilder>? more = null)
        where TField : FieldBase
    {
        builder.OpenComponent<TField>(0);
        builder.AddComponentParameter(1, nameof(FieldBase.Name), name);
        builder.AddComponentParameter(2, nameof(FieldBase.Label), "Label " + name);
        builder.AddComponentParameter(3, nameof(FieldBase.Hint), hint);
        if (typeof(TField) == typeof(RadioGroup) || typeof(TField) == typeof(SelectField))
        {
            builder.AddComponentParameter(4, nameof(RadioGroup.Options), new List<Choice> { new("a", "A"), new("b", "B") });
        }

        more?.Invoke(builder);
        builder.CloseComponent();
    }

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }

    /// <summary>A page whose field has nothing but constant parameters: it must still be rendered again once the form was refused.</summary>
    private sealed class RefusingPage : ComponentBase
    {
        private IReadOnlyList<Error> _errors = [];

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<PortalForm>(0);
            builder.AddComponentParameter(1, nameof(PortalForm.Name), "data");
            builder.AddComponentParameter(2, nameof(PortalForm.Errors), _errors);
            builder.AddComponentParameter(3, nameof(PortalForm.OnSubmit), EventCallback.Factory.Create(this, () => _errors = [Refused("nik_digits", "nik")]));
            builder.AddComponentParameter(4, nameof(PortalForm.ChildContent), (RenderFragment)(fields => Open<TextField>(fields, "nik")));
            builder.CloseComponent();
        }
    }
}
