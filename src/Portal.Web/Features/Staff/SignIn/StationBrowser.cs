using Portal.Infrastructure.Staff;

namespace Portal.Web.Features.Staff.SignIn;

/// <summary>The cookie by which a shared station knows its people again. It opens nothing by itself.</summary>
public static class StationBrowser
{
    private const string Cookie = "petugas_alat";

    // As long as browsers keep a cookie at most.
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(400);

    /// <summary>What this browser is found by, or null when it has never signed anybody in.</summary>
    public static byte[]? HashOf(HttpContext context) => StaffTokens.HashOf(context.Request.Cookies[Cookie]);

    /// <summary>The same; a browser without the cookie gets one.</summary>
    public static byte[] Ensure(HttpContext context)
    {
        if (HashOf(context) is { } known)
        {
            return known;
        }

        var token = StaffTokens.New();
        context.Response.Cookies.Append(Cookie, token, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/petugas",
            MaxAge = KeptFor,
            IsEssential = true,
        });
        return StaffTokens.HashOf(token)!;
    }
}
