using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Binary;

/// <summary>increment and decrement: steps a decimal value, or begins one. Flags and expiry of one that is there stay.</summary>
internal struct BinaryCount : IItemUpdate
{
    private readonly ulong _delta;
    private readonly bool _down;
    private readonly ulong _cas;

    /// <param name="delta">By how much.</param>
    /// <param name="down">Whether to subtract, stopping at 0, instead of adding modulo 2^64.</param>
    /// <param name="cas">The id that the item must have; 0 for any. What is not there has no id to compare.</param>
    public BinaryCount(ulong delta, bool down, ulong cas) => (_delta, _down, _cas) = (delta, down, cas);

    /// <summary>Whether a key without an item is given one.</summary>
    public bool Begins { get; init; }

    /// <summary>The number it is begun with.</summary>
    public ulong Initial { get; init; }

    /// <summary>When what is begun expires.</summary>
    public Instant Expiry { get; init; }

    /// <summary>Whether the CAS id goes into a reply.</summary>
    public bool TellsCas { get; init; }

    /// <summary>The number stored.</summary>
    public ulong Result { get; private set; }

    /// <summary>What became of it: Ok, NotFound, NotNumeric, Exists where the id is another, NotStored where the key has a collection.</summary>
    public StoreStatus Status { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        if (exists && present.Kind == ItemKind.String)
        {
            Status = Step(in present);
        }
        else
        {
            Result = Initial;
            Status = !Begins ? StoreStatus.NotFound : exists ? StoreStatus.NotStored : StoreStatus.Ok;
        }

        int length = LengthOf(Result);
        item = (exists ? NewItem.Of(in present, length) : new NewItem(length, Flags: 0, Expiry)) with { TellsCas = TellsCas };
        return Status == StoreStatus.Ok ? UpdateAction.Store : UpdateAction.Leave;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => AsciiNumber.Format(Result, value);

    private StoreStatus Step(scoped in ItemView present)
    {
        if (_cas != 0 && _cas != present.Cas)
        {
            return StoreStatus.Exists;
        }

        if (!AsciiNumber.TryParse(present.Value, out ulong number))
        {
            return StoreStatus.NotNumeric;
        }

        Result = _down ? number - Math.Min(number, _delta) : unchecked(number + _delta);
        return StoreStatus.Ok;
    }

    private static int LengthOf(ulong number)
    {
        Span<byte> digits = stackalloc byte[AsciiNumber.DigitsMax];
        return AsciiNumber.Format(number, digits);
    }
}
