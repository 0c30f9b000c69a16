using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Support;
using Portal.Tests;

namespace Portal.IntegrationTests.Staff;

/// <summary>A browser on the staff pages: fills in the forms it is shown.</summary>
public sealed class StaffBrowser(HttpClient http)
{
    /// <summary>An account that may work at once: password chosen, no second factor.</summary>
    public const string ChosenPassword = "tiga kucing di atas pagar";

    private static readonly HtmlParser Parser = new();

    public HttpClient Http { get; } = http;

    public IHtmlDocument Page { get; private set; } = Parser.ParseDocument("");

    public HttpStatusCode Status { get; private set; }

    /// <summary>Where the last answer sent the browser, without the host; null when it stayed.</summary>
    public string? SentTo { get; private set; }

    public string Text => Page.Body!.TextContent;

    public static async Task<CreatedStaff> CreateAsync(PortalFactory portal, string userName, StaffRole role, Scope scope)
    {
        var created = await portal.Get<CreateStaff>().ExecuteAsync(new(userName, "Petugas Uji", [new RoleAssignment(role, scope)]), Actor.System, default);
        return created.Value;
    }

    /// <summary>Creates an account past its first sign-in and signs it in.</summary>
    public static async Task<StaffBrowser> SignedInAsync(PortalFactory portal, string userName, StaffRole role, Scope scope)
    {
        var created = await CreateAsync(portal, userName, role, scope);
        var browser = new StaffBrowser(portal.Browser());
        await browser.SignInAsync(userName, created.Password);
        await browser.ChangePasswordAsync(created.Password, ChosenPassword);
        if (PermissionTable.NeedsSecondFactor(role))
        {
            await browser.GetAsync("/petugas/totp");
            await browser.PostAsync(("code", CodeOf(browser.Secret())));
        }

        return browser;
    }

    public async Task GetAsync(string path) => await ReadAsync(await Http.GetAsync(path));

    /// <summary>Sends the page's only form with a handler, its hidden fields included.</summary>
    public async Task PostAsync(params (string Name, string Value)[] fields)
    {
        var form = Page.QuerySelectorAll("main form").OfType<IHtmlFormElement>().Single();
        var hidden = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(i => (i.Name!, i.Value));
        var content = new FormUrlEncodedContent(hidden.Concat(fields).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)));
        await ReadAsync(await Http.PostAsync(_address, content));
    }

    public async Task SignInAsync(string userName, string password, string? returnUrl = null)
    {
        await GetAsync("/petugas/masuk" + (returnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}"));
        await PostAsync(("userName", userName), ("password", password));
    }

    public async Task ChangePasswordAsync(string present, string chosen)
    {
        await GetAsync("/petugas/sandi");
        await PostAsync(("password", present), ("newPassword", chosen), ("again", chosen));
    }

    /// <summary>The secret that the enrolment page shows.</summary>
    public string Secret() => Page.QuerySelector(".digits")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>What an authenticator app would show now.</summary>
    public static string CodeOf(string secret, int stepsLater = 0) => Authenticator.CodeOf(secret, stepsLater);

    public static async Task<IReadOnlyList<string>> TrailAsync(PortalFactory portal, Guid? subject)
    {
        await using var db = portal.OpenDb();
        return await db.AuditEvents.Where(e => e.SubjectId == subject && e.Verb.StartsWith("staff.")).OrderBy(e => e.Id).Select(e => e.Verb).ToListAsync();
    }

    private string _address = "";

    private async Task ReadAsync(HttpResponseMessage response)
    {
        Status = response.StatusCode;
        SentTo = response.Headers.Location is { } to ? to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString : null;
        _address = response.RequestMessage!.RequestUri!.PathAndQuery;
        Page = await Parser.ParseDocumentAsync(await response.Content.ReadAsStringAsync());
    }
}
