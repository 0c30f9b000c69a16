using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Portal.Web.Startup;

/// <summary>
/// Forms of residents, the hall and sign-in are a few hundred bytes of UTF-8, sent by POST. More than 64 KB or another
/// character set is refused before it is read; a form that comes with any other method is not looked at.
/// </summary>
public sealed class FormLimits(RequestDelegate next)
{
    public const int MaxBytes = 64 * 1024;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasFormContentType || Paths.IsMachine(request.Path))
        {
            return next(context);
        }

        if (!HttpMethods.IsPost(request.Method))
        {
            // Pages look at a posted form to show it again; a GET that calls its body a form would have them read it.
            request.ContentType = null;
            return next(context);
        }

        if (request.ContentLength > MaxBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        // Browsers send forms of our pages in the pages' own UTF-8; the framework throws at some other names.
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Charset is { HasValue: true, Length: > 0 } charset
            && !HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }

        // Without a stated length the server counts while reading; ExpiredForms turns that refusal into the same answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes;
        }

        return next(context);
    }
}
