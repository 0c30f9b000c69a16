using System.Globalization;
using Microsoft.Net.Http.Headers;
using Portal.Core.Shared;
using Portal.Web.Shared.Reading;
using Portal.Web.Startup;

namespace Portal.Web.Features.Api;

/// <summary>Machines say their language by <c>Accept-Language</c>, not by path. Indonesian unless they ask for English.</summary>
public sealed class ApiLanguage(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (Paths.IsMachine(context.Request.Path))
        {
            Use(context, Preferred(context.Request) ?? Language.Indonesian);
        }

        return next(context);
    }

    /// <summary>The body's own language, where the header asks for none.</summary>
    public static void UseUnlessAsked(HttpContext context, Language language)
    {
        if (Preferred(context.Request) is null)
        {
            Use(context, language);
        }
    }

    private static void Use(HttpContext context, Language language)
    {
        context.Features.Set(new AskedPage(language, context.Request.Path.ToUriComponent(), ""));
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language == Language.English ? "en-GB" : "id-ID");
    }

    private static Language? Preferred(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var asked)
            ? asked.Where(v => v.Quality is null or > 0).OrderByDescending(v => v.Quality ?? 1).Select(v => Known(v.Value.Value)).FirstOrDefault(l => l is not null)
            : null;

    private static Language? Known(string? tag) => tag?.Split('-')[0].ToLowerInvariant() switch
    {
        "id" or "in" => Language.Indonesian,
        "en" => Language.English,
        _ => null,
    };
}
