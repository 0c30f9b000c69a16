using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Extensions.Caching.Memory;
using Portal.Web.Shared.Forms;

namespace Portal.Web.Features.Tracking;

/// <summary>
/// The status page is the one that everybody reloads, and it rarely says something new. Its facts are read from the
/// database for every request; the finished page is kept and sent again while they are the same. So nobody ever reads an
/// old status, and a reload costs one look-up.
/// </summary>
public sealed class KeptStatusPages(RequestDelegate next, StatusReader reader) : IDisposable
{
    private const int Ok = StatusCodes.Status200OK;
    private const long MostBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Unread = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsPlainStatusPage(context))
        {
            await next(context);
            return;
        }

        var facts = await reader.ReadAsync(context.GetRouteValue("Register") as string, context.RequestAborted);
        context.Features.Set(new ReadStatus(facts));
        if (!facts.Succeeded)
        {
            await next(context);
            return;
        }

        // The path as sent: it carries the language and stands in the link to the other one.
        var key = (context.Request.Path.Value, facts.Value);
        if (_pages.TryGetValue(key, out byte[]? page))
        {
            await SendAsync(context, page!);
            return;
        }

        page = await RenderAsync(context);
        if (context.Response.StatusCode == Ok && context.Response.Headers.SetCookie.Count == 0)
        {
            _pages.Set(key, page, new MemoryCacheEntryOptions { Size = page.Length, SlidingExpiration = Unread });
        }

        await SendAsync(context, page);
    }

    public void Dispose() => _pages.Dispose();

    private static bool IsPlainStatusPage(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(StatusPage)
        && HttpMethods.IsGet(context.Request.Method)
        && !context.Request.QueryString.HasValue
        && context.Response.StatusCode == Ok
        && context.Features.Get<ExpiredForm>() is null;

    private async Task<byte[]> RenderAsync(HttpContext context)
    {
        var body = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        return buffer.ToArray();
    }

    private static async Task SendAsync(HttpContext context, byte[] page)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.Body.WriteAsync(page, context.RequestAborted);
    }
}
