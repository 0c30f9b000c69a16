namespace Portal.Web.Shared;

/// <summary>"Not found" for a record of nobody or of another office.</summary>
public static class NotFoundAnswer
{
    /// <summary>
    /// Only the first picture of a page has a status to give. Were it set now, the framework would throw the page away and
    /// show the general one; the page itself says more.
    /// </summary>
    public static void AnswerNotFound(this HttpContext? context)
    {
        if (context?.Response is { HasStarted: false } response)
        {
            response.OnStarting(() =>
            {
                response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        }
    }
}
