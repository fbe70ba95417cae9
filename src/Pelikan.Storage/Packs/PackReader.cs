using System;

namespace Pelikan.Storage.Packs;

/// <summary>A collection as it lies in an item: read in place.</summary>
public readonly ref struct PackReader
{
    private readonly ReadOnlySpan<byte> _pack;
    private readonly ItemKind _kind;

    public PackReader(ItemKind kind, ReadOnlySpan<byte> pack)
    {
        _kind = kind;
        _pack = pack;
    }

    /// <summary>Elements.</summary>
    public int Count => throw new NotSupportedException();

    /// <summary>The ordinal of a member (set, sorted set) or field (hash); -1 if there is none.</summary>
    public int Find(scoped ReadOnlySpan<byte> member) => throw new NotSupportedException();

    /// <summary>The element, member or field of an ordinal.</summary>
    public ReadOnlySpan<byte> Member(int ordinal) => throw new NotSupportedException();

    /// <summary>The value of a hash's field.</summary>
    public ReadOnlySpan<byte> Value(int ordinal) => throw new NotSupportedException();

    /// <summary>The score of a sorted set's member.</summary>
    public double Score(int ordinal) => throw new NotSupportedException();
}
