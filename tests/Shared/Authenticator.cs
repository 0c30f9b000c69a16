using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Portal.Tests;

/// <summary>An authenticator app (RFC 6238: 30 seconds, six digits, SHA-1), by the computer's own clock.</summary>
internal static class Authenticator
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The code it shows now, or some steps of 30 seconds later.</summary>
    public static string CodeOf(string secret, int stepsLater = 0)
    {
        var bits = string.Concat(secret.Select(sign => Convert.ToString(Alphabet.IndexOf(sign, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2)).ToArray();
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, (DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30) + stepsLater);
        var hash = HMACSHA1.HashData(key, step);
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
