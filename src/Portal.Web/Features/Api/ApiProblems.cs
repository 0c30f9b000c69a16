using Microsoft.AspNetCore.WebUtilities;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Api;

/// <summary>Gives the problems that the framework answers by itself (no such path, a bug) the same shape and codes as our own.</summary>
public static class ApiProblems
{
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        var code = CodeOf(status);
        problem.Type = ApiAnswer.TypeOf(code);
        problem.Title = ReasonPhrases.GetReasonPhrase(status);
        problem.Detail = context.HttpContext.RequestServices.GetRequiredService<ErrorSentences>().For(code);
        problem.Extensions.Clear();
        problem.Extensions["code"] = code;
    }

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        StatusCodes.Status429TooManyRequests => "too_many_requests",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        >= 500 => "internal",
        _ => "bad_request",
    };
}
