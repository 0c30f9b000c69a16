using Portal.Infrastructure.Shared;

namespace Portal.Web.Startup;

/// <summary>
/// Nothing the portal answers depends on the name it was asked under: whoever sends a request writes that name, and
/// behind a proxy it may be an inner one. Redirects within the portal are sent as paths, and a name that is none is
/// replaced, because the framework throws at it.
/// </summary>
/// <remarks>
/// In Production an installation whose public address is https is asked by https, whether or not the proxy that ends the
/// TLS says so in a header that is believed: cookies are then always marked secure.
/// </remarks>
public sealed class OwnAddress(RequestDelegate next, PortalOptions options, IHostEnvironment environment)
{
    private readonly bool _https = environment.IsProduction() && options.PublicBaseUrl.Scheme == Uri.UriSchemeHttps;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (_https)
        {
            request.Scheme = Uri.UriSchemeHttps;
        }

        if (!Uri.TryCreate($"{request.Scheme}://{request.Host.ToUriComponent()}", UriKind.Absolute, out _))
        {
            request.Host = new HostString("localhost");
        }

        context.Response.OnStarting(LeadByPath, context);
        return next(context);
    }

    private static Task LeadByPath(object state)
    {
        var context = (HttpContext)state;
        var origin = $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}/";
        if (context.Response.Headers.Location is [{ } location] && location.StartsWith(origin, StringComparison.OrdinalIgnoreCase))
        {
            // A path with two slashes in front would name another site.
            context.Response.Headers.Location = "/" + location[origin.Length..].TrimStart('/', '\\');
        }

        return Task.CompletedTask;
    }
}
