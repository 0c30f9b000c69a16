using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Persistence;

namespace Portal.Web.Features.Staff.SignIn;

/// <summary>
/// Codes of authenticator apps (RFC 6238: 30 seconds, six digits, SHA-1). Unlike Identity's own check, a code that has opened something, or an
/// older one, opens nothing more: whoever looks over a shoulder comes too late.
/// </summary>
public sealed class StaffAuthenticator(IDbContextFactory<PortalDbContext> databases) : AuthenticatorTokenProvider<StaffMember>
{
    private const int SecondsOfAStep = 30;

    // Phones and servers are a minute apart at most.
    private const int StepsApart = 2;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <inheritdoc />
    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<StaffMember> manager, StaffMember user)
    {
        if (token.Length != 6 || await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } secret)
        {
            return false;
        }

        // A phone goes by the clock on the wall, whatever clock the house is run by in a test.
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / SecondsOfAStep;
        var key = BytesOf(secret);
        for (var step = now - StepsApart; step <= now + StepsApart; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(key, step)), Encoding.ASCII.GetBytes(token)))
            {
                return await UseUpAsync(user.Id, step);
            }
        }

        return false;
    }

    // One statement, so that of two tries at once with the same code one fails.
    private async Task<bool> UseUpAsync(Guid staff, long step)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Users.Where(u => u.Id == staff && (u.LastTimeStep == null || u.LastTimeStep < step)).ExecuteUpdateAsync(u => u.SetProperty(x => x.LastTimeStep, step)) == 1;
    }

    private static string CodeOf(byte[] key, long step)
    {
        Span<byte> input = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(input, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, input, hash);
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 15)..]) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] BytesOf(string secret)
    {
        var (bytes, bits, held) = (new List<byte>(secret.Length), 0, 0);
        foreach (var sign in secret.ToUpperInvariant())
        {
            bits = (bits << 5) | Math.Max(0, Base32.IndexOf(sign, StringComparison.Ordinal));
            if ((held += 5) >= 8)
            {
                bytes.Add((byte)(bits >> (held -= 8)));
                bits &= (1 << held) - 1;
            }
        }

        return [.. bytes];
    }
}
