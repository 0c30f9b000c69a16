using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Portal.Infrastructure.Privacy;

/// <summary>The 32 bytes that wrap every other key. Never in the database, never in a log.</summary>
public sealed class MasterKey
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    private readonly byte[] _bytes;

    /// <summary>Wraps the bytes.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public MasterKey(byte[] bytes) =>
        _bytes = bytes.Length == Length ? bytes : throw new ArgumentException("The master key has 32 bytes.", nameof(bytes));

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>
    /// Reads <c>Portal__MasterKey</c>. In Development, where it is absent, a key file in the data folder serves and is
    /// made on first use; anywhere else an absent key is an error.
    /// </summary>
    /// <exception cref="InvalidOperationException">Absent outside Development, or not 32 bytes in base64.</exception>
    public static MasterKey Load(IConfiguration configuration, string dataFolder, bool development)
    {
        if (configuration["Portal:MasterKey"] is { Length: > 0 } text)
        {
            var bytes = new byte[64];
            return Convert.TryFromBase64String(text, bytes, out var count) && count == Length
                ? new MasterKey(bytes[..count])
                : throw new InvalidOperationException("Portal__MasterKey must be 32 bytes in base64, for example from: openssl rand -base64 32");
        }

        if (!development)
        {
            throw new InvalidOperationException("Portal__MasterKey is required outside Development. Make one with: openssl rand -base64 32, keep a copy apart from the backups.");
        }

        var file = Path.Combine(dataFolder, "master.key");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(dataFolder);
            var fresh = Path.Combine(dataFolder, $"master.{Guid.NewGuid():N}");
            File.WriteAllText(fresh, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)));
            File.SetUnixFileMode(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            try
            {
                File.Move(fresh, file, overwrite: false);
            }
            catch (IOException)
            {
                // Another process made it in the same moment; its key is the one.
                File.Delete(fresh);
            }
        }

        return new MasterKey(Convert.FromBase64String(File.ReadAllText(file).Trim()));
    }

    /// <inheritdoc />
    public override string ToString() => nameof(MasterKey);
}
