using System.Security.Cryptography;
using System.Text;

namespace Portal.Web.Features.Webhooks;

/// <summary>
/// How Twilio proves that a request is its own: HMAC-SHA1, under the account's secret, of the full address that it was told
/// and of every field of the form, sorted by name. https://www.twilio.com/docs/usage/security
/// </summary>
public static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <param name="secret">The account's secret.</param>
    /// <param name="url">The address as configured, with path and query: what a request calls itself, anybody can write.</param>
    /// <param name="form">The posted fields.</param>
    public static string Of(string secret, string url, IEnumerable<KeyValuePair<string, string>> form)
    {
        var signed = new StringBuilder(url);
        foreach (var (key, value) in form.OrderBy(f => f.Key, StringComparer.Ordinal).ThenBy(f => f.Value, StringComparer.Ordinal))
        {
            signed.Append(key).Append(value);
        }

        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed.ToString())));
    }

    /// <summary>Compares without telling by its time how much was right.</summary>
    public static bool IsRight(string? claimed, string secret, string url, IEnumerable<KeyValuePair<string, string>> form) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(claimed ?? ""), Encoding.UTF8.GetBytes(Of(secret, url, form)));
}
