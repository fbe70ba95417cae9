using System;

namespace Pelikan.Storage.Packs;

/// <summary>Goes through the elements of a pack, one after the other.</summary>
public ref struct PackCursor
{
    private readonly ItemKind _kind;
    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _element;
    private int _left;

    internal PackCursor(ItemKind kind, ReadOnlySpan<byte> body, int count)
    {
        _kind = kind;
        _rest = body;
        _left = count;
    }

    /// <summary>The cursor itself, at the element it has reached.</summary>
    public readonly PackCursor Current => this;

    /// <summary>The element, member or field.</summary>
    public readonly ReadOnlySpan<byte> Member => PackElement.Member(_kind, _element);

    /// <summary>The value of a hash's field.</summary>
    public readonly ReadOnlySpan<byte> Value => PackElement.Value(_element);

    /// <summary>The score of a sorted set's member.</summary>
    public readonly double Score => PackElement.Score(_element);

    public bool MoveNext()
    {
        if (_left == 0)
        {
            return false;
        }

        _left--;
        int size = PackElement.Size(_kind, _rest);
        _element = _rest[..size];
        _rest = _rest[size..];
        return true;
    }
}
