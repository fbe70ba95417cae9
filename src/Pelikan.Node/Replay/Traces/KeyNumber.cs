using System;
using System.Buffers.Binary;

namespace Pelikan.Node.Replay.Traces;

/// <summary>
/// The number that stands for a key's text: 64 bits by folded multiplication. Among a billion keys two are expected to
/// share a number about once in forty traces, which no miss ratio shows.
/// </summary>
internal static class KeyNumber
{
    private const ulong Odd = 0x9E3779B97F4A7C15;
    private const ulong Other = 0xD6E8FEB86659FD93;

    public static ulong Of(ReadOnlySpan<byte> key)
    {
        ulong number = (ulong)key.Length * Odd;
        while (key.Length >= sizeof(ulong))
        {
            number = Fold(number ^ BinaryPrimitives.ReadUInt64LittleEndian(key), Other);
            key = key[sizeof(ulong)..];
        }

        ulong tail = 0;
        for (int i = 0; i < key.Length; i++)
        {
            tail |= (ulong)key[i] << (8 * i);
        }

        return Fold(number ^ tail ^ Odd, Other);
    }

    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
