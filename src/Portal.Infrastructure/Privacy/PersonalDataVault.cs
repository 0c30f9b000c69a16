using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Core.Applications;
using Portal.Core.Shared;

namespace Portal.Infrastructure.Privacy;

/// <summary>
/// Encrypts, decrypts and hashes personal data. A stored value is: version, key id, nonce, ciphertext, tag. What the
/// value is and whose it is go in as associated data, so that a value copied into another row or column does not open.
/// </summary>
public sealed class PersonalDataVault(KeyRing ring)
{
    private const byte Format = 1;
    private const int HeaderLength = 3;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const string LinkAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int LinkLength = 20;

    /// <summary>The id of the key that hashes now; see <see cref="KeyRing.LookupLock"/>.</summary>
    public short LookupKeyId => ring.Current(KeyPurpose.Lookup).Id;

    /// <summary>Encrypts a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, "application.nik".</param>
    /// <param name="owner">The record it belongs to.</param>
    public byte[] Seal(string text, string what, Guid owner)
    {
        var (id, key) = ring.Current(KeyPurpose.Field);
        var plain = Encoding.UTF8.GetBytes(text);
        var value = new byte[HeaderLength + NonceLength + plain.Length + TagLength];
        value[0] = Format;
        BinaryPrimitives.WriteInt16BigEndian(value.AsSpan(1), id);
        var nonce = value.AsSpan(HeaderLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, value.AsSpan(HeaderLength + NonceLength, plain.Length), value.AsSpan(value.Length - TagLength), Context(what, owner));
        return value;
    }

    /// <summary>Decrypts a text.</summary>
    /// <exception cref="CryptographicException">The value was tampered with, belongs elsewhere, or its key is gone.</exception>
    public string Open(ReadOnlySpan<byte> value, string what, Guid owner)
    {
        if (value.Length < HeaderLength + NonceLength + TagLength || value[0] != Format)
        {
            throw new CryptographicException("Not an encrypted value of a known format.");
        }

        var key = ring.Find(BinaryPrimitives.ReadInt16BigEndian(value[1..])) ?? throw new CryptographicException("The key of this value is gone.");
        var cipher = value[(HeaderLength + NonceLength)..^TagLength];
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(value.Slice(HeaderLength, NonceLength), cipher, value[^TagLength..], plain, Context(what, owner));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>The id of the key a value was encrypted with.</summary>
    public static short KeyIdOf(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadInt16BigEndian(value[1..]);

    /// <summary>The keyed hash a NIK is found by.</summary>
    public byte[] HashOf(Nik nik) => Hashes.HashOf(nik);

    /// <summary>The keyed hash a phone is found by.</summary>
    public byte[] HashOf(PhoneNumber phone) => Hashes.HashOf(phone);

    /// <summary>Hashes under a key that is about to become the current one.</summary>
    public LookupHashes HashingWith(byte[] key) => new(key);

    /// <summary>Seals the personal data of an application.</summary>
    public SealedPerson Seal(Guid application, Nik nik, DateOnly birthDate, PhoneNumber? phone) => new(
        Seal(nik.Value, "application.nik", application),
        Seal(birthDate.ToString("O", CultureInfo.InvariantCulture), "application.birth_date", application),
        phone is { } p ? Seal(p.Value, "application.phone", application) : null,
        HashOf(nik),
        phone is { } q ? HashOf(q) : null);

    /// <summary>Encrypts a phone for an application.</summary>
    public byte[] SealPhone(Guid application, PhoneNumber phone) => Seal(phone.Value, "application.phone", application);

    /// <summary>The NIK of an application.</summary>
    public Nik NikOf(CardApplication application) => Nik.Parse(Open(application.Person!.Nik, "application.nik", application.Id)).Value;

    /// <summary>The birth date of an application.</summary>
    public DateOnly BirthDateOf(CardApplication application) =>
        DateOnly.ParseExact(Open(application.Person!.BirthDate, "application.birth_date", application.Id), "O", CultureInfo.InvariantCulture);

    /// <summary>The phone of an application, or null.</summary>
    public PhoneNumber? PhoneOf(CardApplication application) =>
        application.Person?.Phone is { } phone ? PhoneOf(application.Id, phone) : null;

    /// <summary>The phone of an application, from what is stored of it.</summary>
    public PhoneNumber PhoneOf(Guid application, byte[] stored) => PhoneNumber.Parse(Open(stored, "application.phone", application)).Value;

    /// <summary>The code of the resident's own link: a keyed hash of application and link version, 100 bits in 20 characters.</summary>
    public string LinkCode(Guid application, int version)
    {
        Span<byte> input = stackalloc byte[20];
        application.TryWriteBytes(input);
        BinaryPrimitives.WriteInt32BigEndian(input[16..], version);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(ring.Current(KeyPurpose.Link).Key, input, hash);
        Span<char> code = stackalloc char[LinkLength];
        for (var i = 0; i < LinkLength; i++)
        {
            code[i] = LinkAlphabet[hash[i] & 31];
        }

        return new string(code);
    }

    /// <summary>What a link's code is found by. The code itself is stored nowhere.</summary>
    public static byte[] LinkHash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToLowerInvariant()));

    /// <summary>The keyed hash of a one-time code.</summary>
    public byte[] HashOfCode(Guid codeId, string digits) =>
        HMACSHA256.HashData(ring.Current(KeyPurpose.Link).Key, Encoding.UTF8.GetBytes($"code:{codeId:N}:{digits}"));

    /// <summary>The keyed hash that tells one request body from another without keeping either; a plain hash of so regular a text could be tried out.</summary>
    public byte[] HashOfRequest(ReadOnlySpan<byte> key, ReadOnlySpan<byte> body) =>
        HMACSHA256.HashData(ring.Current(KeyPurpose.Link).Key.AsSpan(), [.. key, .. body]);

    /// <summary>The keyed hash by which a phone's wish for no messages is found. Under a key that is never rotated: its ledger cannot be hashed anew, for it keeps no phone.</summary>
    /// <param name="phone">E.164.</param>
    public byte[] HashOfSubscriber(string phone) => HMACSHA256.HashData(ring.Current(KeyPurpose.Link).Key, Encoding.UTF8.GetBytes("subscriber:" + phone));

    private LookupHashes Hashes => new(ring.Current(KeyPurpose.Lookup).Key);

    private static byte[] Context(string what, Guid owner) => Encoding.UTF8.GetBytes($"{what}:{owner:N}");
}

/// <summary>Keyed hashes of NIK and phone under one key.</summary>
public readonly struct LookupHashes(byte[] key)
{
    /// <summary>The keyed hash a NIK is found by.</summary>
    public byte[] HashOf(Nik nik) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("nik:" + nik.Value));

    /// <summary>The keyed hash a phone is found by.</summary>
    public byte[] HashOf(PhoneNumber phone) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("phone:" + phone.Value));
}
