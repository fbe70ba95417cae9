using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Hashes;

/// <summary>HSETNX: sets a field that is not there.</summary>
internal ref struct PutNewFieldChange : IPackChange
{
    private readonly ReadOnlySpan<byte> _field;
    private readonly ReadOnlySpan<byte> _value;

    public PutNewFieldChange(ReadOnlySpan<byte> field, ReadOnlySpan<byte> value)
    {
        _field = field;
        _value = value;
    }

    public readonly ItemKind Kind => ItemKind.Hash;

    public bool Added { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        Added = packs.Find(_field) < 0;
        if (Added)
        {
            packs.Put(_field, _value);
        }

        return Added;
    }
}
