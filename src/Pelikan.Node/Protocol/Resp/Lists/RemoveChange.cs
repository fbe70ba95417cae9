using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>LREM: takes out elements that are like another.</summary>
internal ref struct RemoveChange : IPackChange
{
    private readonly ReadOnlySpan<byte> _element;
    private readonly long _count;

    /// <param name="element">Which.</param>
    /// <param name="count">As many from the head on, or, negative, from the tail; 0 for all.</param>
    public RemoveChange(ReadOnlySpan<byte> element, long count)
    {
        _element = element;
        _count = count;
    }

    public readonly ItemKind Kind => ItemKind.List;

    public int Removed { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        long count = _count == 0 ? int.MaxValue : Math.Min(int.MaxValue, Math.Abs(Math.Max(_count, -int.MaxValue)));
        Removed = packs.RemoveAll(_element, (int)count, fromEnd: _count < 0);
        return Removed > 0;
    }
}
