using System;
using System.Buffers.Binary;

namespace Pelikan.Storage.Packs;

/// <summary>One element as it lies in a body.</summary>
internal static class PackElement
{
    /// <summary>The bytes a member takes, its length included; a value or a score beside it is not counted.</summary>
    public static int SizeOf(ReadOnlySpan<byte> member) => PackVarint.SizeOf(member.Length) + member.Length;

    /// <summary>Bytes of the first element of <paramref name="bytes"/>.</summary>
    public static int Size(ItemKind kind, ReadOnlySpan<byte> bytes)
    {
        int score = kind == ItemKind.SortedSet ? PackLayout.ScoreBytes : 0;
        _ = PackVarint.Prefixed(bytes[score..], out int size);
        if (kind == ItemKind.Hash)
        {
            _ = PackVarint.Prefixed(bytes[size..], out int valueSize);
            size += valueSize;
        }

        return score + size;
    }

    public static ReadOnlySpan<byte> Member(ItemKind kind, ReadOnlySpan<byte> bytes) =>
        PackVarint.Prefixed(kind == ItemKind.SortedSet ? bytes[PackLayout.ScoreBytes..] : bytes, out _);

    /// <summary>The value of a hash's field.</summary>
    public static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> bytes)
    {
        _ = PackVarint.Prefixed(bytes, out int size);
        return PackVarint.Prefixed(bytes[size..], out _);
    }

    public static double Score(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadDoubleLittleEndian(bytes);
}
