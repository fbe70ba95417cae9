using System;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Collections;

/// <summary>
/// Takes the present collection apart, lets a change be made, and stores what comes of it. One that has lost its last element is removed;
/// everything else of an item, its expiry included, stays as it is.
/// </summary>
internal ref struct PackUpdate<TChange> : IItemUpdate
    where TChange : struct, IPackChange, allows ref struct
{
    private readonly PackEditor _packs;
    private readonly int _bytesMax;
    private TChange _change;

    public PackUpdate(TChange change, PackEditor packs, int bytesMax)
    {
        _change = change;
        _packs = packs;
        _bytesMax = bytesMax;
    }

    /// <summary>The change, with its results.</summary>
    public readonly TChange Change => _change;

    /// <summary>Ok, or WrongKind or TooLarge, and then nothing is changed.</summary>
    public StoreStatus Status { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        Status = StoreStatus.Ok;
        if (!exists)
        {
            _packs.Begin(_change.Kind);
        }
        else if (present.Kind == _change.Kind)
        {
            _packs.Load(present.Kind, present.Value);
        }
        else
        {
            Status = StoreStatus.WrongKind;
            return UpdateAction.Leave;
        }

        // Assigned, because what is constrained to a struct may change itself.
        TChange change = _change;
        bool changed = change.Apply(_packs, exists);
        _change = change;
        if (!changed)
        {
            return UpdateAction.Leave;
        }

        if (_packs.Count == 0)
        {
            return UpdateAction.Remove;
        }

        if (_packs.Length > _bytesMax)
        {
            Status = StoreStatus.TooLarge;
            return UpdateAction.Leave;
        }

        item = exists
            ? NewItem.Of(in present, _packs.Length)
            : new NewItem(_packs.Length, 0, Instant.Never) { Kind = _change.Kind };
        return UpdateAction.Store;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => _packs.Write(value);
}
