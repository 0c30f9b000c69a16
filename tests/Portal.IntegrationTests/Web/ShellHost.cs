using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Portal.Infrastructure;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;
using Portal.Web.Layout;
using Portal.Web.Startup;

namespace Portal.IntegrationTests.Web;

/// <summary>The shell around every page, with the pages of <see cref="ShellPages"/> in it and no database behind.</summary>
public sealed class ShellHost : IAsyncLifetime
{
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(PortalWeb).Assembly.GetName().Name, EnvironmentName = "Development" });
        builder.WebHost.UseTestServer();
        // No test here comes as far as the database: nobody is signed in.
        builder.Services.AddPortalInfrastructure("Host=nowhere.invalid", new MasterKey(new byte[MasterKey.Length]), new PortalOptions { PublicBaseUrl = new Uri("http://localhost"), RateLimits = false, Jobs = false });
        builder.AddPortalWeb();
        _app = builder.Build();
        _app.UsePortalWeb();
        _app.MapPortalWeb();
        _app.MapRazorComponents<ResidentApp>().AddAdditionalAssemblies(typeof(ShellPages).Assembly);
        _app.MapGet("/api/rusak", IResult () => throw new InvalidOperationException("An accident.")).AllowAnonymous();
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    /// <summary>For requests that no client would write.</summary>
    public TestServer Server => _app.GetTestServer();

    /// <summary>A browser of its own: keeps cookies, follows no redirect.</summary>
    public HttpClient Browser() => new(new CookieJar(_app.GetTestServer().CreateHandler())) { BaseAddress = new Uri("http://localhost") };

    private sealed class CookieJar(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly Dictionary<string, string> _cookies = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }

            var response = await base.SendAsync(request, cancellationToken);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
            {
                var pair = cookie.Split(';')[0].Split('=', 2);
                _cookies[pair[0]] = pair[1];
            }

            return response;
        }
    }
}
