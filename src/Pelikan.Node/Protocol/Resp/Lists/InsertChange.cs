using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>LINSERT: puts an element beside the first that is like another.</summary>
internal ref struct InsertChange : IPackChange
{
    private readonly ReadOnlySpan<byte> _pivot;
    private readonly ReadOnlySpan<byte> _element;
    private readonly bool _before;

    public InsertChange(ReadOnlySpan<byte> pivot, ReadOnlySpan<byte> element, bool before)
    {
        _pivot = pivot;
        _element = element;
        _before = before;
    }

    public readonly ItemKind Kind => ItemKind.List;

    /// <summary>Elements there are then; 0 where there is no list, -1 where there is no such element.</summary>
    public int Length { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        Length = 0;
        if (!exists)
        {
            return false;
        }

        for (int i = 0; i < packs.Count; i++)
        {
            if (packs.Member(i).SequenceEqual(_pivot))
            {
                packs.Insert(_before ? i : i + 1, _element);
                Length = packs.Count;
                return true;
            }
        }

        Length = -1;
        return false;
    }
}
