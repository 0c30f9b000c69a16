using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Portal.IntegrationTests.Support;

/// <summary>
/// A resident's browser without scripts: opens pages, fills in the form that is there and sends it with everything in
/// it, hidden fields too. Follows redirects and remembers every address it has seen.
/// </summary>
public sealed class ResidentBrowser(PortalFactory portal) : IDisposable
{
    private const int MostRedirects = 5;
    private readonly HttpClient _client = portal.Browser();
    private readonly Dictionary<string, List<string>> _typed = [];
    private Uri _base = new("http://localhost/");

    /// <summary>The page that is shown.</summary>
    public IDocument Page { get; private set; } = null!;

    /// <summary>The status it came with.</summary>
    public HttpStatusCode Status { get; private set; }

    /// <summary>The answer it came in; its body is read.</summary>
    public HttpResponseMessage Answer { get; private set; } = null!;

    /// <summary>Path and query of the page.</summary>
    public string Address => _base.PathAndQuery;

    /// <summary>Every address opened or led to so far.</summary>
    public List<string> Seen { get; } = [];

    /// <summary>The words of the page's main part.</summary>
    public string Text => string.Join(' ', Page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Opens an address and whatever it leads to.</summary>
    public async Task<ResidentBrowser> OpenAsync(string address) => await ShowAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(_base, address)));

    /// <summary>Types into, or chooses in, a field of the page; several values tick several boxes.</summary>
    public ResidentBrowser Fill(string name, params string[] values)
    {
        Page.QuerySelector($"main form [name='{name}']").ShouldNotBeNull($"{Address} has no field {name}");
        _typed[name] = [.. values];
        return this;
    }

    /// <summary>Sends the page's form.</summary>
    public async Task<ResidentBrowser> SendAsync() => await ShowAsync(Request());

    /// <summary>Sends the page's form twice at once: a double click. Returns where both answers lead.</summary>
    public async Task<string[]> SendTwiceAsync()
    {
        var answers = await Task.WhenAll(_client.SendAsync(Request()), _client.SendAsync(Request()));
        return [.. answers.Select(a => a.Headers.Location?.OriginalString ?? $"{(int)a.StatusCode}")];
    }

    /// <summary>The form's request as a browser would write it.</summary>
    public HttpRequestMessage Request()
    {
        var form = (IHtmlFormElement)Page.QuerySelector("main form")!;
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var field in form.QuerySelectorAll("input, select").Where(f => !f.HasAttribute("disabled")))
        {
            var name = field.GetAttribute("name")!;
            if (!_typed.ContainsKey(name) && ValueOf(field) is { } value)
            {
                fields.Add(new(name, value));
            }
        }

        fields.AddRange(_typed.SelectMany(t => t.Value.Select(v => new KeyValuePair<string, string>(t.Key, v))));
        var target = new Uri(_base, form.GetAttribute("action") is { Length: > 0 } action ? action : _base.PathAndQuery);
        if (form.Method == "get")
        {
            return new HttpRequestMessage(HttpMethod.Get, new Uri(target, "?" + string.Join('&', fields.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}"))));
        }

        return new HttpRequestMessage(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(fields) };
    }

    /// <summary>Goes to the first link whose address ends so, or that a selector finds.</summary>
    public Task<ResidentBrowser> FollowAsync(string selector) =>
        OpenAsync(Page.QuerySelector("main " + selector).ShouldNotBeNull($"{Address} has no {selector}").GetAttribute("href")!);

    public void Dispose() => _client.Dispose();

    private static string? ValueOf(IElement field) => field switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? box.Value : null,
        IHtmlInputElement input => input.GetAttribute("value") ?? "",
        IHtmlSelectElement select => select.Value ?? "",
        _ => null,
    };

    private async Task<ResidentBrowser> ShowAsync(HttpRequestMessage request)
    {
        for (var i = 0; ; i++)
        {
            Answer = await _client.SendAsync(request);
            _base = new Uri(_base, request.RequestUri!);
            Seen.Add(Address);
            if (Answer.Headers.Location is not { } next || i == MostRedirects)
            {
                break;
            }

            request = new HttpRequestMessage(HttpMethod.Get, new Uri(_base, next));
        }

        Status = Answer.StatusCode;
        _typed.Clear();
        Page = await new HtmlParser().ParseDocumentAsync(await Answer.Content.ReadAsStringAsync());
        return this;
    }
}
