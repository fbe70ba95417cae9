using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>set, add and replace, whose reply tells the CAS id of what was stored; a CAS id in the request makes each of them a compare and set.</summary>
internal ref struct BinaryPut : IItemUpdate
{
    private readonly BinaryOpcode _opcode;
    private readonly ReadOnlySpan<byte> _value;
    private readonly NewItem _item;
    private readonly ulong _cas;

    /// <param name="opcode">Which of them.</param>
    /// <param name="value">The new value.</param>
    /// <param name="flags">Its flags.</param>
    /// <param name="expiry">Its expiry.</param>
    /// <param name="cas">The id that the item must have; 0 for any.</param>
    public BinaryPut(BinaryOpcode opcode, ReadOnlySpan<byte> value, uint flags, Instant expiry, ulong cas)
    {
        _opcode = opcode;
        _value = value;
        _item = new NewItem(value.Length, flags, expiry) { TellsCas = true };
        _cas = cas;
    }

    /// <summary>What became of it: Ok, NotStored, or of a compare and set Exists or NotFound.</summary>
    public StoreStatus Status { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = _item;
        Status = _cas != 0 ? Compare(in present, exists) : IsCondition(exists) ? StoreStatus.Ok : StoreStatus.NotStored;
        return Status == StoreStatus.Ok ? UpdateAction.Store : UpdateAction.Leave;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => _value.CopyTo(value);

    private readonly StoreStatus Compare(scoped in ItemView present, bool exists) =>
        !exists || present.Kind != ItemKind.String ? StoreStatus.NotFound
        : present.Cas == _cas ? StoreStatus.Ok
        : StoreStatus.Exists;

    private readonly bool IsCondition(bool exists) => _opcode switch
    {
        BinaryOpcode.Add => !exists,
        BinaryOpcode.Replace => exists,
        _ => true,
    };
}
