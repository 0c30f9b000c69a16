using Portal.Infrastructure.Persistence;

namespace Portal.Web.Startup;

/// <summary>
/// While the database restarts or cannot be reached, every request that needs it is answered 503 with the advice to come
/// back, on a page or as a problem. Nothing has to be done when it returns: broken connections are replaced by themselves.
/// </summary>
public sealed partial class DatabaseAwayAnswer(RequestDelegate next, ILogger<DatabaseAwayAnswer> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception away) when (!context.Response.HasStarted && DatabaseAway.IsTheReason(away))
        {
            Away(log, away.GetBaseException().GetType().Name);
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "5";
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is away ({Reason}); a request was answered 503.")]
    private static partial void Away(ILogger log, string reason);
}
