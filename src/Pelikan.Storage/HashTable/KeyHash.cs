using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// A seeded 64-bit hash of a key by folded multiplication, in the family of wyhash. Not for secrets: the seed makes
/// collisions unpredictable to clients, no more. The low bits choose the bucket, the high bits are the tag.
/// </summary>
internal static class KeyHash
{
    private const ulong K0 = 0x9E3779B97F4A7C15;
    private const ulong K1 = 0xD6E8FEB86659FD93;
    private const ulong K2 = 0xA0761D6478BD642F;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ReadOnlySpan<byte> key, ulong seed) => key.Length is >= 8 and <= 16
        ? Finish(seed ^ ((ulong)key.Length * K0), Read64(key), Read64(key[^8..]), key.Length)
        : OfAny(key, seed);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong OfAny(ReadOnlySpan<byte> key, ulong seed)
    {
        ulong hash = seed ^ ((ulong)key.Length * K0);
        ReadOnlySpan<byte> rest = key;
        while (rest.Length > 16)
        {
            hash = Fold(Read64(rest) ^ K1, Read64(rest[8..]) ^ hash);
            rest = rest[16..];
        }

        (ulong low, ulong high) = ReadTail(rest);
        return Finish(hash, low, high, key.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Finish(ulong hash, ulong low, ulong high, int length) =>
        Fold(Fold(low ^ K2, high ^ hash) ^ K1, K0 ^ (ulong)length);

    /// <summary>The last 1 to 16 bytes as two words; reads overlap instead of going byte by byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Low, ulong High) ReadTail(ReadOnlySpan<byte> rest)
    {
        if (rest.Length >= 8)
        {
            return (Read64(rest), Read64(rest[^8..]));
        }

        if (rest.Length >= 4)
        {
            return (Read32(rest), Read32(rest[^4..]));
        }

        return rest.IsEmpty ? (0UL, 0UL) : (rest[0] | ((ulong)rest[rest.Length >> 1] << 8) | ((ulong)rest[^1] << 16), 0UL);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
