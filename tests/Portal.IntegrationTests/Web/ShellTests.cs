using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Portal.IntegrationTests.Web;

/// <summary>What every page gets from the shell around it, over HTTP.</summary>
public sealed class ShellTests(ShellHost shell) : IClassFixture<ShellHost>
{
    [Fact]
    public async Task Post_WithItsToken_IsHandled()
    {
        using var browser = shell.Browser();
        var (before, token) = (ShellPages.Handled, await TokenAsync(browser, "/en/uji/borang"));
        using var answer = await PostAsync(browser, "/en/uji/borang", ("nik", "ok"), ("__RequestVerificationToken", token));
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.ShouldEndWith("/en/status");
        ShellPages.Handled.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Post_Refused_Answers422WithSentenceAndTypedValue()
    {
        using var browser = shell.Browser();
        var token = await TokenAsync(browser, "/uji/borang");
        using var answer = await PostAsync(browser, "/uji/borang", ("nik", "12a"), ("__RequestVerificationToken", token));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await ReadAsync(answer);
        page.QuerySelector("#nik")!.GetAttribute("value").ShouldBe("12a");
        page.QuerySelector("#nik-error")!.TextContent.ShouldContain("Ketik 16 angka");
    }

    [Theory]
    [InlineData("/uji/borang", "", "Isian Anda masih ada")]
    [InlineData("/en/uji/borang", "", "What you typed is still here")]
    [InlineData("/uji/borang", "not-a-token", "Isian Anda masih ada")]
    public async Task Post_WithoutValidToken_IsShownAgainAndNotHandled(string address, string token, string sentence)
    {
        using var browser = shell.Browser();
        var before = ShellPages.Handled;
        using var answer = await PostAsync(browser, address, ("nik", "ok"), ("__RequestVerificationToken", token));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await ReadAsync(answer);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain(sentence);
        page.QuerySelector("#nik")!.GetAttribute("value").ShouldBe("ok");
        ShellPages.Handled.ShouldBe(before);
    }

    [Fact]
    public async Task Post_WithTheTokenOfAnotherBrowser_IsNotHandled()
    {
        using var mine = shell.Browser();
        using var theirs = shell.Browser();
        var (before, token) = (ShellPages.Handled, await TokenAsync(theirs, "/uji/borang"));
        await TokenAsync(mine, "/uji/borang");
        using var answer = await PostAsync(mine, "/uji/borang", ("nik", "ok"), ("__RequestVerificationToken", token));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ShellPages.Handled.ShouldBe(before);
    }

    [Fact]
    public async Task Post_OfAShownAgainForm_IsHandledTheSecondTime()
    {
        using var browser = shell.Browser();
        using var refused = await PostAsync(browser, "/uji/borang", ("nik", "ok"));
        var token = TokenIn(await ReadAsync(refused));
        using var answer = await PostAsync(browser, "/uji/borang", ("nik", "ok"), ("__RequestVerificationToken", token));
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Post_ToACarelessFormWithoutToken_IsNotHandledEither()
    {
        using var browser = shell.Browser();
        var before = ShellPages.Handled;
        using var answer = await PostAsync(browser, "/uji/borang-polos", ("_handler", "careless"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ShellPages.Handled.ShouldBe(before);
    }

    [Fact]
    public async Task Post_UnderTwoNames_IsRefusedWithAPage()
    {
        using var browser = shell.Browser();
        var token = await TokenAsync(browser, "/en/uji/borang");
        using var answer = await browser.PostAsync("/en/uji/borang", new FormUrlEncodedContent([new("_handler", "data"), new("_handler", "other"), new("__RequestVerificationToken", token)]));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ReadAsync(answer)).QuerySelector("h1")!.TextContent.ShouldBe("The request could not be read");
    }

    [Fact]
    public async Task Post_TooLarge_IsRefusedWithAPage()
    {
        using var browser = shell.Browser();
        using var answer = await PostAsync(browser, "/en/uji/borang", ("nik", new string('1', 70_000)));
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await ReadAsync(answer)).QuerySelector("h1")!.TextContent.ShouldBe("The form is too large");
    }

    [Theory]
    [InlineData("GET", "/tidak-ada", 404, "Halaman tidak ditemukan")]
    [InlineData("GET", "/en/not-there", 404, "Page not found")]
    [InlineData("PUT", "/en", 405, "Opened in the wrong way")]
    [InlineData("GET", "/uji/kosong", 404, "Halaman tidak ditemukan")]
    [InlineData("POST", "/tidak-ada", 404, "Halaman tidak ditemukan")]
    [InlineData("GET", "/en/uji/rusak", 500, "Something went wrong")]
    public async Task Refusal_OfThePage_KeepsStatusAndLanguage(string method, string address, int status, string title)
    {
        using var browser = shell.Browser();
        using var answer = await browser.SendAsync(new HttpRequestMessage(new HttpMethod(method), address));
        ((int)answer.StatusCode).ShouldBe(status);
        (await ReadAsync(answer)).QuerySelector("h1")!.TextContent.ShouldBe(title);
    }

    [Theory]
    [InlineData("/uji/tak-dikenal", 404, "Nomor register ini tidak ada")]
    [InlineData("/en/uji/terlalu-sering", 429, "This NIK has been tried too many times")]
    public async Task Refusal_ByThePage_KeepsItsOwnWords(string address, int status, string sentence)
    {
        using var browser = shell.Browser();
        using var answer = await browser.GetAsync(address);
        ((int)answer.StatusCode).ShouldBe(status);
        (await ReadAsync(answer)).QuerySelector("#own")!.TextContent.ShouldContain(sentence);
    }

    [Fact]
    public async Task MachinePath_Unknown_AnswersProblemDetails()
    {
        using var browser = shell.Browser();
        using var answer = await browser.GetAsync("/api/v1/nothing");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task ResidentPage_WithoutAForm_HasNoScriptNoCookieAndNoCircuitState()
    {
        using var browser = shell.Browser();
        using var answer = await browser.GetAsync("/");
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<!--Blazor");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        answer.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
    }

    [Fact]
    public async Task Headers_OfAResidentPage_AllowNothingInlineAndNoFrame()
    {
        using var browser = shell.Browser();
        using var answer = await browser.GetAsync("/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldStartWith("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
    }

    [Fact]
    public async Task Headers_OfAStaffPage_AllowNoInlineScript()
    {
        using var browser = shell.Browser();
        using var answer = await browser.GetAsync("/petugas/tidak-ada");
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("style-src-attr 'unsafe-inline'");
    }

    [Theory]
    [InlineData("/", "id", "/en")]
    [InlineData("/en?x=1", "en", "/?x=1")]
    [InlineData("/en//evil.example", "en", "/evil.example")]
    public async Task Language_ByThePath_IsDeclaredAndCanBeSwitched(string address, string language, string other)
    {
        using var browser = shell.Browser();
        using var answer = await browser.GetAsync(new Uri("http://localhost" + address));
        var page = await ReadAsync(answer);
        page.DocumentElement.GetAttribute("lang").ShouldBe(language);
        page.QuerySelector("a.language")!.GetAttribute("href").ShouldBe(other);
    }

    [Fact]
    public async Task Head_OfAPage_Answers()
    {
        using var browser = shell.Browser();
        using var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Stylesheets_OfAResidentPage_AreImmutableAndSmall()
    {
        using var browser = shell.Browser();
        using var answer = await browser.GetAsync("/");
        var links = (await ReadAsync(answer)).QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!).ToList();
        links.Count.ShouldBe(2);
        var weight = 0;
        foreach (var link in links)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, link);
            request.Headers.AcceptEncoding.ParseAdd("gzip");
            using var sheet = await browser.SendAsync(request);
            sheet.StatusCode.ShouldBe(HttpStatusCode.OK, link);
            sheet.Headers.CacheControl!.ToString().ShouldContain("immutable");
            weight += (await sheet.Content.ReadAsByteArrayAsync()).Length;
        }

        weight.ShouldBeLessThan(4_500);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string address, params (string Name, string Value)[] fields)
    {
        var typed = fields.ToDictionary(field => field.Name, field => field.Value);
        typed.TryAdd("_handler", "data");
        return browser.PostAsync(address, new FormUrlEncodedContent(typed));
    }

    private static async Task<string> TokenAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        return TokenIn(await ReadAsync(answer));
    }

    private static string TokenIn(IDocument page) => page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static async Task<IDocument> ReadAsync(HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
}
