using Portal.Core.Shared;

namespace Portal.Web.Shared.Reading;

/// <summary>The language this reader is reading, decided by the path: everything under <c>/en</c> is English.</summary>
public sealed class ReaderLanguage(IHttpContextAccessor accessor)
{
    /// <summary>Indonesian outside a request: staff circuits have none.</summary>
    public Language Language => Asked?.Language ?? Language.Indonesian;

    /// <summary>Value of the <c>lang</c> attribute.</summary>
    public string Tag => Language == Language.English ? "en" : "id";

    /// <summary>Language tag of the other language.</summary>
    public string OtherTag => Language == Language.English ? "id" : "en";

    /// <summary>The same page, with its query, in the other language.</summary>
    public string SwitchUrl => Asked is { } asked ? In(Other, asked.Path) + asked.Query : "/";

    private Language Other => Language == Language.English ? Language.Indonesian : Language.English;

    private AskedPage? Asked => accessor.HttpContext?.Features.Get<AskedPage>();

    /// <summary>The address of a page in the reader's language.</summary>
    /// <param name="path">The Indonesian address, such as <c>/daftar</c>; a query may follow.</param>
    public string Url(string path) => In(Language, path);

    private static string In(Language language, string path) =>
        language == Language.Indonesian ? path : path == "/" ? "/en" : "/en" + path;
}

/// <summary>What the reader asked for, kept when a request is run again for its error page.</summary>
/// <param name="Language">Taken from the path.</param>
/// <param name="Path">The path without the language prefix, as sent on the wire, with a single slash in front: two would name another site.</param>
/// <param name="Query">The query with its question mark, or empty.</param>
public sealed record AskedPage(Language Language, string Path, string Query);
