namespace Portal.Web.Startup;

/// <summary>Sends the browser's own safety belts with every answer.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Common = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; ";

    // Residents and the hall: no inline style either.
    private const string PublicPolicy = Common + "base-uri 'none'; style-src 'self'";

    // Staff: the component library positions pop-ups through style attributes, and circuits find their address through the
    // base element; scripts stay files of our own.
    private const string StaffPolicy = Common + "base-uri 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: an answer that replaces another one, after an accident, begins by clearing all headers.
        context.Response.OnStarting(SetHeaders, (context, Paths.IsStaff(context.Request.Path)));
        return next(context);
    }

    private static Task SetHeaders(object state)
    {
        var (context, staff) = ((HttpContext, bool))state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = staff ? StaffPolicy : PublicPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Never tell another site which page a resident came from: a link of the form /k/{code} is a key.
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Assets set their own caching; pages are asked for anew each time and never kept by a shared cache.
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = staff ? "no-store" : "private, no-cache";
        }

        return Task.CompletedTask;
    }
}
