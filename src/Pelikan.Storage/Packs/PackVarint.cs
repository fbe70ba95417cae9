using System;
using System.Numerics;

namespace Pelikan.Storage.Packs;

/// <summary>A length of 7 bits a byte, the lowest first; the high bit says that another byte follows.</summary>
internal static class PackVarint
{
    /// <summary>Bytes of a length below 2^31.</summary>
    public const int BytesMax = 5;

    private const int BitsPerByte = 7;
    private const int More = 0x80;

    public static int SizeOf(int length) => (BitOperations.Log2((uint)length | 1) / BitsPerByte) + 1;

    /// <summary>The bytes behind a length, as many as it says.</summary>
    /// <param name="bytes">Begin with the length.</param>
    /// <param name="size">Bytes of the length and what it counts.</param>
    public static ReadOnlySpan<byte> Prefixed(ReadOnlySpan<byte> bytes, out int size)
    {
        uint length = bytes[0];
        int at = 1;
        if (length >= More)
        {
            length &= More - 1;
            uint next;
            do
            {
                Invariant.Require(at < BytesMax, "a length in a pack ends");
                next = bytes[at];
                length |= (next & (More - 1)) << (BitsPerByte * at);
                at++;
            }
            while (next >= More);
        }

        Invariant.Require(length <= (uint)(bytes.Length - at), "an element lies in its pack");
        size = at + (int)length;
        return bytes.Slice(at, (int)length);
    }

    /// <summary>Write the length of some bytes, and them.</summary>
    /// <returns>Bytes written.</returns>
    public static int WritePrefixed(Span<byte> space, ReadOnlySpan<byte> bytes)
    {
        uint rest = (uint)bytes.Length;
        int at = 0;
        while (rest >= More)
        {
            space[at++] = (byte)(rest | More);
            rest >>= BitsPerByte;
        }

        space[at++] = (byte)rest;
        bytes.CopyTo(space[at..]);
        return at + bytes.Length;
    }
}
