using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>append and prepend, with a CAS id in the request or in the reply; flags and expiry stay.</summary>
internal ref struct BinaryExtend : IItemUpdate
{
    private readonly ReadOnlySpan<byte> _addition;
    private readonly bool _before;
    private readonly ulong _cas;

    /// <param name="addition">The bytes.</param>
    /// <param name="before">Whether they come first.</param>
    /// <param name="cas">The id that the item must have; 0 for any.</param>
    public BinaryExtend(ReadOnlySpan<byte> addition, bool before, ulong cas)
    {
        _addition = addition;
        _before = before;
        _cas = cas;
    }

    /// <summary>What became of it: Ok, NotStored where there is no string, Exists where its id is another.</summary>
    public StoreStatus Status { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = NewItem.Of(in present, present.Value.Length + _addition.Length) with
        {
            Marks = present.Marks & ItemMarks.BinaryKey,
            TellsCas = true,
        };
        Status = !exists || present.Kind != ItemKind.String ? StoreStatus.NotStored
            : _cas != 0 && _cas != present.Cas ? StoreStatus.Exists
            : StoreStatus.Ok;
        return Status == StoreStatus.Ok ? UpdateAction.Store : UpdateAction.Leave;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value)
    {
        ReadOnlySpan<byte> stored = present.Value;
        _addition.CopyTo(_before ? value : value[stored.Length..]);
        stored.CopyTo(_before ? value[_addition.Length..] : value);
    }
}
