using System.Security.Cryptography;
using System.Text;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Staff;

/// <summary>Tokens of links and of browsers: long and random, so a plain hash is enough to find them by and tells nothing.</summary>
public static class StaffTokens
{
    // Without what is mistaken when read from paper.
    private const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int Length = 32;

    /// <summary>About 158 bits.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>What a token is found by; null for what cannot be one.</summary>
    public static byte[]? HashOf(string? token) =>
        token is { Length: Length } ? SHA256.HashData(Encoding.UTF8.GetBytes(token.ToLowerInvariant())) : null;

    /// <summary>A link and its token.</summary>
    internal static (StaffLink Link, string Token) Make(Guid staff, StaffLinkKind kind, Actor actor, DateTimeOffset now)
    {
        var token = New();
        return (new StaffLink(Guid.CreateVersion7(now), staff, kind, HashOf(token)!, actor, now), token);
    }
}
