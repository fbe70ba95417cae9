using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>LSET: puts another element in the place of one.</summary>
internal ref struct SetChange : IPackChange
{
    private readonly ReadOnlySpan<byte> _index;
    private readonly ReadOnlySpan<byte> _element;

    public SetChange(ReadOnlySpan<byte> index, ReadOnlySpan<byte> element)
    {
        _index = index;
        _element = element;
    }

    public readonly ItemKind Kind => ItemKind.List;

    /// <summary>Why it was not done; empty if it was.</summary>
    public ReadOnlySpan<byte> Error { get; private set; }

    // The index is looked at last, as in Redis.
    public bool Apply(PackEditor packs, bool exists)
    {
        Error = default;
        if (!exists)
        {
            Error = RespErrors.NoSuchKey;
        }
        else if (!RespNumber.TryParse(_index, out long index))
        {
            Error = RespErrors.NotInteger;
        }
        else if (!ListIndex.TryPlace(index, packs.Count, out int ordinal))
        {
            Error = RespErrors.IndexOutOfRange;
        }
        else
        {
            packs.Replace(ordinal, _element);
            return true;
        }

        return false;
    }
}
