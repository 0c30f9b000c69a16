using System.Globalization;
using Portal.Core.Shared;

namespace Portal.Web.Shared.Reading;

/// <summary>Reads the language from the path and sets the culture that text resources follow.</summary>
public sealed class ReaderLanguageMiddleware(RequestDelegate next)
{
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public Task InvokeAsync(HttpContext context)
    {
        var english = context.Request.Path.StartsWithSegments("/en", out var rest);
        var path = english ? rest : context.Request.Path;
        context.Features.Set(new AskedPage(
            english ? Language.English : Language.Indonesian,
            "/" + path.ToUriComponent().TrimStart('/'),
            context.Request.QueryString.ToUriComponent()));
        Read(english ? Language.English : Language.Indonesian);
        return next(context);
    }

    /// <summary>Has whatever follows in this request speak a language.</summary>
    public static void Read(Language language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language == Language.English ? English : Indonesian;
}
