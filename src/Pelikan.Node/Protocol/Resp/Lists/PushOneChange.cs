using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>Adds one element to one end of a list.</summary>
internal readonly ref struct PushOneChange : IPackChange
{
    private readonly ReadOnlySpan<byte> _element;
    private readonly bool _left;

    public PushOneChange(ReadOnlySpan<byte> element, bool left)
    {
        _element = element;
        _left = left;
    }

    public ItemKind Kind => ItemKind.List;

    public bool Apply(PackEditor packs, bool exists)
    {
        packs.Insert(_left ? 0 : packs.Count, _element);
        return true;
    }
}
