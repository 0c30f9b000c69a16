using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Portal.Web.Startup;

/// <summary>Every refusal without a body of its own, and every bug, ends on a page that says what to do, under the same status.</summary>
public static class ErrorPages
{
    public const string Path = "/galat";

    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseWhen(context => Paths.IsMachine(context.Request.Path), machine =>
        {
            machine.UseExceptionHandler();
            machine.UseStatusCodePages();
        });
        app.UseWhen(context => !Paths.IsMachine(context.Request.Path), pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = Path + "/500", CreateScopeForErrors = true });
            pages.UseStatusCodePages(RunAgainAsync);
        });
    }

    // The framework's own re-execution keeps the method, so a PUT would meet a second 405 on the way to its error page.
    private static async Task RunAgainAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        var (path, query, method, code) = (context.Request.Path, context.Request.QueryString, context.Request.Method, context.Response.StatusCode);
        context.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature
        {
            OriginalPath = path.Value!,
            OriginalPathBase = context.Request.PathBase.Value!,
            OriginalQueryString = query.Value,
        });
        context.SetEndpoint(null);
        context.Features.Get<IRouteValuesFeature>()?.RouteValues?.Clear();
        context.Request.Path = $"{Path}/{code}";
        context.Request.QueryString = QueryString.Empty;
        context.Request.Method = HttpMethods.Get;
        // A page may have begun to render before it found nothing; its scope cannot render a second page.
        var services = context.RequestServices;
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await status.Next(context);
        }
        finally
        {
            context.RequestServices = services;
            (context.Request.Path, context.Request.QueryString, context.Request.Method) = (path, query, method);
            context.Features.Set<IStatusCodeReExecuteFeature>(null);
        }
    }
}
