using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Keys;

/// <summary>Store what another key had, whatever is there or only where nothing is.</summary>
internal ref struct CopyUpdate : IItemUpdate
{
    private readonly ReadOnlySpan<byte> _value;
    private readonly NewItem _item;
    private readonly bool _replaces;

    public CopyUpdate(ReadOnlySpan<byte> value, NewItem item, bool replaces)
    {
        _value = value;
        _item = item;
        _replaces = replaces;
    }

    public bool IsDone { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = _item;
        IsDone = _replaces || !exists;
        return IsDone ? UpdateAction.Store : UpdateAction.Leave;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => _value.CopyTo(value);
}
