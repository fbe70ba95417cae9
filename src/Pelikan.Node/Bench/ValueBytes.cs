using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Pelikan.Node.Bench;

/// <summary>
/// What is stored. Plain values are printable filler. Checkable values begin with a header, so that any value read can be
/// told to be whole and to belong to the key it was read under:
/// <code>
///  byte  0        8         12      16           24
///        | key    | length  | nonce | checksum   | filler …
///          number   of all            of all the
///                   bytes             other bytes
/// </code>
/// All fields are little-endian. The nonce picks the filler, so that two values of one key differ.
/// </summary>
internal sealed class ValueBytes
{
    /// <summary>The smallest checkable value.</summary>
    public const int CheckableBytesMin = 24;

    private const int LengthAt = 8;
    private const int NonceAt = 12;
    private const int ChecksumAt = 16;
    private const int FillerStarts = 4096;

    private readonly byte[] _filler;

    /// <param name="bytesMax">The longest value.</param>
    /// <param name="seed">Of the run: the filler is the same in every thread.</param>
    public ValueBytes(int bytesMax, ulong seed)
    {
        ReadOnlySpan<byte> letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"u8;
        BenchRandom random = new(seed);
        _filler = new byte[bytesMax + FillerStarts];
        for (int i = 0; i < _filler.Length; i++)
        {
            _filler[i] = letters[(int)random.Below((ulong)letters.Length)];
        }
    }

    /// <summary>Fill <paramref name="value"/> with filler.</summary>
    public void WritePlain(Span<byte> value, uint nonce) => FillerOf(nonce, value.Length).CopyTo(value);

    /// <summary>Fill <paramref name="value"/>, at least <see cref="CheckableBytesMin"/> long, so that it can be checked.</summary>
    public void WriteCheckable(Span<byte> value, long key, uint nonce)
    {
        FillerOf(nonce, value.Length - CheckableBytesMin).CopyTo(value[CheckableBytesMin..]);
        BinaryPrimitives.WriteInt64LittleEndian(value, key);
        BinaryPrimitives.WriteInt32LittleEndian(value[LengthAt..], value.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(value[NonceAt..], nonce);
        BinaryPrimitives.WriteUInt64LittleEndian(value[ChecksumAt..], ChecksumOf(value));
    }

    /// <summary>Whether a value read is one that was written under this key, and if not, what is wrong first.</summary>
    public static ValueFault Check(ReadOnlySpan<byte> value, long key)
    {
        if (value.Length < CheckableBytesMin)
        {
            return ValueFault.TooShort;
        }

        if (BinaryPrimitives.ReadInt64LittleEndian(value) != key)
        {
            return ValueFault.WrongKey;
        }

        if (BinaryPrimitives.ReadInt32LittleEndian(value[LengthAt..]) != value.Length)
        {
            return ValueFault.WrongLength;
        }

        return BinaryPrimitives.ReadUInt64LittleEndian(value[ChecksumAt..]) == ChecksumOf(value)
            ? ValueFault.None
            : ValueFault.WrongChecksum;
    }

    private ReadOnlySpan<byte> FillerOf(uint nonce, int bytes) => _filler.AsSpan((int)(nonce % FillerStarts), bytes);

    private static ulong ChecksumOf(ReadOnlySpan<byte> value)
    {
        ulong sum = BinaryPrimitives.ReadUInt64LittleEndian(value);
        sum = Step(sum, BinaryPrimitives.ReadUInt64LittleEndian(value[LengthAt..]));
        ReadOnlySpan<byte> rest = value[CheckableBytesMin..];
        while (rest.Length >= sizeof(ulong))
        {
            sum = Step(sum, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            rest = rest[sizeof(ulong)..];
        }

        foreach (byte last in rest)
        {
            sum = Step(sum, last);
        }

        return BenchRandom.Mix(sum);
    }

    private static ulong Step(ulong sum, ulong word) =>
        BitOperations.RotateLeft((sum ^ word) * 0x9E3779B97F4A7C15UL, 29);
}
