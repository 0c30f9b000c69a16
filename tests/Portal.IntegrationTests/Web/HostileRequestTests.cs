using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Parser;

namespace Portal.IntegrationTests.Web;

/// <summary>Requests that no browser sends: each ends on a page that says so, never in an accident or in nothing.</summary>
public sealed class HostileRequestTests(ShellHost shell) : IClassFixture<ShellHost>
{
    private const string Form = "/uji/borang";

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "_handler=data&nik=%00", 400)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "_handler=data", 415)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16", "_handler=data", 415)]
    [InlineData("multipart/form-data; boundary=z", "cut off", 400)]
    [InlineData("multipart/form-data", "no boundary", 400)]
    public async Task Post_OfAnUnreadableForm_IsRefusedOnAPage(string contentType, string body, int status)
    {
        using var browser = shell.Browser();

        using var answer = await browser.PostAsync(Form, Content(contentType, body));

        ((int)answer.StatusCode).ShouldBe(status);
        (await TitleAsync(answer)).ShouldBe("Permintaan tidak terbaca");
        answer.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
    }

    [Fact]
    public async Task Post_OfMoreFieldsThanAnyPageHas_IsRefusedOnAPage()
    {
        using var browser = shell.Browser();

        using var answer = await browser.PostAsync(Form, Content("application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 3000).Select(i => $"a{i}=1"))));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await TitleAsync(answer)).ShouldBe("Permintaan tidak terbaca");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "a=b")]
    [InlineData("application/x-www-form-urlencoded", "nik=%00")]
    [InlineData("multipart/form-data; boundary=z", "cut off")]
    public async Task Get_ThatCallsItsBodyAForm_IsAnsweredAsAnyOther(string contentType, string body)
    {
        using var browser = shell.Browser();

        using var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, Form) { Content = Content(contentType, body) });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("jahat.example")]
    [InlineData("jahat.example:99999")]
    [InlineData("")]
    public async Task Redirect_WhateverHostIsAskedFor_NamesNoHost(string host)
    {
        var answer = await shell.Server.SendAsync(context =>
        {
            context.Request.Path = "/petugas/hari-ini";
            context.Request.Headers.Host = host;
        });

        answer.Response.StatusCode.ShouldBe(302);
        answer.Response.Headers.Location.ToString().ShouldBe("/petugas/masuk?returnUrl=%2Fpetugas%2Fhari-ini");
    }

    [Theory]
    [InlineData("/uji/rusak", 500)]
    [InlineData("/api/rusak", 500)]
    [InlineData("/tidak-ada", 404)]
    [InlineData("/api/v1/tidak-ada", 404)]
    public async Task Headers_OfAnAnswerAfterAnAccident_AreThere(string address, int status)
    {
        using var browser = shell.Browser();

        using var answer = await browser.GetAsync(address);

        ((int)answer.StatusCode).ShouldBe(status);
        foreach (var name in new[] { "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Permissions-Policy" })
        {
            answer.Headers.Contains(name).ShouldBeTrue(name);
        }
    }

    private static ByteArrayContent Content(string type, string body) =>
        new(Encoding.ASCII.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };

    private static async Task<string> TitleAsync(HttpResponseMessage answer) =>
        (await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync())).QuerySelector("h1")!.TextContent;
}
