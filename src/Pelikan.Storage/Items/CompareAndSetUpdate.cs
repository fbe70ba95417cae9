using System;

namespace Pelikan.Storage.Items;

/// <summary>Stores if the item's CAS id is the one given.</summary>
internal ref struct CompareAndSetUpdate : IItemUpdate
{
    private readonly ReadOnlySpan<byte> _value;
    private readonly NewItem _item;
    private readonly ulong _cas;

    /// <param name="value">The new value.</param>
    /// <param name="flags">Its flags.</param>
    /// <param name="expiry">Its expiry.</param>
    /// <param name="cas">The id.</param>
    public CompareAndSetUpdate(ReadOnlySpan<byte> value, uint flags, Instant expiry, ulong cas)
    {
        _value = value;
        _item = new NewItem(value.Length, flags, expiry);
        _cas = cas;
    }

    public StoreStatus Status { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = _item;
        exists &= present.Kind == ItemKind.String;
        Status = !exists ? StoreStatus.NotFound : present.Cas == _cas ? StoreStatus.Ok : StoreStatus.Exists;
        return Status == StoreStatus.Ok ? UpdateAction.Store : UpdateAction.Leave;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => _value.CopyTo(value);
}
