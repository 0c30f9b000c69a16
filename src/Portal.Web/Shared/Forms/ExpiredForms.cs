using Microsoft.AspNetCore.Antiforgery;
using Portal.Web.Startup;

namespace Portal.Web.Shared.Forms;

/// <summary>
/// A form whose antiforgery token is missing or old is shown again with what was typed, instead of the framework's bare 400.
/// It goes on as a GET, so the framework itself cannot run any form handler, whoever wrote the form.
/// </summary>
public sealed class ExpiredForms(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } refused || Paths.IsMachine(context.Request.Path))
        {
            await next(context);
            if (HttpMethods.IsPost(context.Request.Method) && context.Response is { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest })
            {
                // The page has no form of this name, and the framework says so in an empty text of its own.
                context.Response.ContentType = null;
                context.Response.ContentLength = null;
            }

            return;
        }

        // The page that tells of the refusal is not refused for the same reason.
        context.Features.Set<IAntiforgeryValidationFeature>(null);

        // A body that could not be read at all looks to the framework like a missing token.
        for (var cause = refused.Error as Exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is BadHttpRequestException bad)
            {
                context.Response.StatusCode = bad.StatusCode;
                return;
            }

            if (cause is InvalidDataException or IOException)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
        }

        // The form may be read only once nobody can take this request for a valid one.
        context.Request.Method = HttpMethods.Get;
        context.Features.Set(new ExpiredForm());
        if (context.Request.HasFormContentType)
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await next(context);
    }
}

/// <summary>Present on a request whose form came without a valid token.</summary>
public sealed class ExpiredForm;
