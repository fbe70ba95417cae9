using System;
using System.Buffers;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>Takes one element from an end of a list, and keeps a copy of it in an array that is rented.</summary>
internal struct TakeChange(bool left) : IPackChange
{
    private byte[]? _element;
    private int _length;

    public readonly ItemKind Kind => ItemKind.List;

    /// <summary>Whether there was an element.</summary>
    public readonly bool Found => _element is not null;

    public readonly ReadOnlySpan<byte> Element => _element.AsSpan(0, _length);

    public bool Apply(PackEditor packs, bool exists)
    {
        Return();
        if (!exists || packs.Count == 0)
        {
            return false;
        }

        int ordinal = left ? 0 : packs.Count - 1;
        ReadOnlySpan<byte> element = packs.Member(ordinal);
        _element = ArrayPool<byte>.Shared.Rent(Math.Max(1, element.Length));
        _length = element.Length;
        element.CopyTo(_element);
        packs.RemoveAt(ordinal);
        return true;
    }

    /// <summary>Give the array back.</summary>
    public void Return()
    {
        if (_element is not null)
        {
            ArrayPool<byte>.Shared.Return(_element);
            _element = null;
        }
    }
}
