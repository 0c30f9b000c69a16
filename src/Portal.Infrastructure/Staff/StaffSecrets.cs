using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Staff;

/// <summary>Encrypts what opens an account beside its password: the authenticator's key and the recovery codes.</summary>
public sealed class StaffSecrets(PersonalDataVault vault)
{
    /// <summary>Where Identity's store keeps such values.</summary>
    public const string TokenProvider = "[AspNetUserStore]";

    /// <summary>Under this name, the authenticator's key.</summary>
    public const string AuthenticatorKey = "AuthenticatorKey";

    /// <summary>Under this name, the recovery codes.</summary>
    public const string RecoveryCodes = "RecoveryCodes";

    private const string Mark = "v1:";
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A fresh key for an authenticator app.</summary>
    public static string NewKey() => RandomNumberGenerator.GetString(Base32, 32);

    /// <summary>As it is stored.</summary>
    public string Seal(Guid staff, string name, string value) => Mark + Convert.ToBase64String(vault.Seal(value, What(name), staff));

    /// <summary>As it was; a value from before they were encrypted is read as it stands.</summary>
    public string? Open(Guid staff, string name, string? stored) =>
        stored is null || !IsSealed(stored) ? stored : vault.Open(Convert.FromBase64String(stored[Mark.Length..]), What(name), staff);

    /// <summary>Encrypts what older versions left readable. Run at start; returns how many there were.</summary>
    public async Task<int> SealOldAsync(PortalDbContext db, CancellationToken ct)
    {
        var old = await db.UserTokens.Where(t => t.LoginProvider == TokenProvider && t.Value != null && !t.Value.StartsWith(Mark)).ToListAsync(ct);
        foreach (var token in old)
        {
            var plain = token.Value!;
            var value = Seal(token.UserId, token.Name, plain);
            // Somebody may just be using up a recovery code: then the next start does it.
            await db.UserTokens.Where(t => t.UserId == token.UserId && t.LoginProvider == TokenProvider && t.Name == token.Name && t.Value == plain)
                .ExecuteUpdateAsync(t => t.SetProperty(x => x.Value, value), ct);
        }

        return old.Count;
    }

    /// <summary>Encrypts everything under the key that writes now; part of replacing the keys.</summary>
    public async Task ReencryptAsync(PortalDbContext db, CancellationToken ct)
    {
        foreach (var token in await db.UserTokens.AsNoTracking().Where(t => t.LoginProvider == TokenProvider && t.Value != null).ToListAsync(ct))
        {
            var stored = token.Value!;
            var value = Seal(token.UserId, token.Name, Open(token.UserId, token.Name, stored)!);
            await db.UserTokens.Where(t => t.UserId == token.UserId && t.LoginProvider == TokenProvider && t.Name == token.Name && t.Value == stored)
                .ExecuteUpdateAsync(t => t.SetProperty(x => x.Value, value), ct);
        }
    }

    private static bool IsSealed(string stored) => stored.StartsWith(Mark, StringComparison.Ordinal);

    private static string What(string name) => "staff." + name;
}
