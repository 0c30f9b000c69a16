using System.Security.Cryptography;
using System.Text;

namespace Portal.Web.Features.Booking;

/// <summary>
/// A random secret of this browser, for as long as it is open: a draft shows what was typed to the browser that typed
/// it and to nobody who only has the address.
/// </summary>
public static class BrowserSecret
{
    private const string Cookie = "portal_browser";
    private const int Length = 22;

    /// <summary>The hash that drafts are bound to; empty, and so the owner of nothing, without a cookie.</summary>
    public static byte[] Hash(HttpContext http) =>
        http.Request.Cookies[Cookie] is { Length: Length } secret ? HashOf(secret) : [];

    /// <summary>The hash, with a new secret where the browser has none. Only for an answer to a POST: a GET changes nothing.</summary>
    public static byte[] HashOrNew(HttpContext http)
    {
        var known = Hash(http);
        if (known.Length > 0)
        {
            return known;
        }

        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        http.Response.Cookies.Append(Cookie, secret, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
        return HashOf(secret);
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}
