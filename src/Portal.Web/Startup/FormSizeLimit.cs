using Microsoft.AspNetCore.Http.Features;

namespace Portal.Web.Startup;

/// <summary>Forms of residents, the hall and sign-in are a few hundred bytes; more than 64 KB is refused before it is read.</summary>
public sealed class FormSizeLimit(RequestDelegate next)
{
    public const int MaxBytes = 64 * 1024;

    public Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType || Paths.IsMachine(context.Request.Path))
        {
            return next(context);
        }

        if (context.Request.ContentLength > MaxBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
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
