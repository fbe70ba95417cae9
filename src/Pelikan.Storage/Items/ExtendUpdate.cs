using System;

namespace Pelikan.Storage.Items;

/// <summary>Adds bytes before or behind a value; flags and expiry stay.</summary>
internal ref struct ExtendUpdate : IItemUpdate
{
    private readonly ReadOnlySpan<byte> _addition;
    private readonly bool _before;

    /// <param name="addition">The bytes.</param>
    /// <param name="before">Whether they come first.</param>
    public ExtendUpdate(ReadOnlySpan<byte> addition, bool before)
    {
        _addition = addition;
        _before = before;
    }

    public StoreStatus Status { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        exists &= present.Kind == ItemKind.String;
        Status = exists ? StoreStatus.Ok : StoreStatus.NotStored;
        item = NewItem.Of(present, present.Value.Length + _addition.Length) with { Marks = present.Marks & ItemMarks.BinaryKey };
        return exists ? UpdateAction.Store : UpdateAction.Leave;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value)
    {
        ReadOnlySpan<byte> stored = present.Value;
        _addition.CopyTo(_before ? value : value[stored.Length..]);
        stored.CopyTo(_before ? value[_addition.Length..] : value);
    }
}
