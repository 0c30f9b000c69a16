using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Portal.Core.Shared;

/// <summary>
/// The secret behind the order of register numbers: 32 bytes, made once per installation and never changed.
/// </summary>
/// <remarks>
/// The permutation is a balanced Feistel network over 30 bits with HMAC-SHA256 as its round function, walked until the result falls
/// below 10⁹ (on average 1.07 times; M. Luby and C. Rackoff 1988; J. Black and P. Rogaway, "Ciphers with arbitrary finite domains", 2002).
/// </remarks>
public sealed class RegisterNumberKey
{
    /// <summary>Length of the key in bytes.</summary>
    public const int Length = 32;

    private const int HalfBits = 15;
    private const uint HalfMask = (1u << HalfBits) - 1;
    private const int Rounds = 6;
    private const uint Size = (uint)RegisterNumber.LastSequence + 1;

    private readonly byte[] _key;

    /// <summary>A key of exactly 32 bytes; they are copied.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public RegisterNumberKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Length)
        {
            throw new ArgumentException($"A register number key has {Length} bytes, not {key.Length}.", nameof(key));
        }

        _key = key.ToArray();
    }

    /// <summary>Says only what it is: the key itself is never printed.</summary>
    public override string ToString() => nameof(RegisterNumberKey);

    /// <summary>A bijection of [0, 10⁹) onto itself.</summary>
    internal uint Permute(uint sequence)
    {
        // Cycle walking: the network permutes [0, 2³⁰), so following it from inside [0, 10⁹) must come back inside.
        do
        {
            sequence = Feistel(sequence);
        }
        while (sequence >= Size);

        return sequence;
    }

    private uint Feistel(uint block)
    {
        var left = block >> HalfBits;
        var right = block & HalfMask;
        Span<byte> message = stackalloc byte[5];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (byte round = 0; round < Rounds; round++)
        {
            message[0] = round;
            BinaryPrimitives.WriteUInt32BigEndian(message[1..], right);
            HMACSHA256.HashData(_key, message, mac);
            (left, right) = (right, left ^ (BinaryPrimitives.ReadUInt32BigEndian(mac) & HalfMask));
        }

        return (left << HalfBits) | right;
    }
}
