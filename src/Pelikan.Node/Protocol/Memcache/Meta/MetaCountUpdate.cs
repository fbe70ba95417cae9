using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>ma: steps a number, or makes one.</summary>
internal ref struct MetaCountUpdate : IItemUpdate
{
    private readonly MetaLine _line;
    private readonly bool _down;

    /// <param name="line">The flags.</param>
    /// <param name="down">Whether to subtract, stopping at 0, instead of adding modulo 2^64.</param>
    public MetaCountUpdate(MetaLine line, bool down)
    {
        _line = line;
        _down = down;
    }

    /// <summary>What T gives the item.</summary>
    public Instant Expiry { get; init; }

    /// <summary>What N gives an item that it makes.</summary>
    public Instant VivifyExpiry { get; init; }

    /// <summary>Ok, NotFound, Exists or NotNumeric.</summary>
    public StoreStatus Status { get; private set; }

    /// <summary>The number stored.</summary>
    public ulong Result { get; private set; }

    /// <summary>Whether it is a new item.</summary>
    public bool Created { get; private set; }

    /// <summary>When the item was to expire before this; never, of a new one.</summary>
    public Instant ExpiryBefore { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        Created = !exists && _line.Has(MetaFlag.Vivify);
        ExpiryBefore = exists ? present.Expiry : Instant.Never;
        Status = Created ? StoreStatus.Ok : Step(in present, exists);
        if (Status != StoreStatus.Ok)
        {
            item = default;
            return UpdateAction.Leave;
        }

        Result = Created ? _line.Initial : Result;
        Span<byte> digits = stackalloc byte[AsciiNumber.DigitsMax];
        int length = AsciiNumber.Format(Result, digits);
        NewItem changed = Created ? Fresh(length) : NewItem.Of(in present, length);
        item = changed with
        {
            Expiry = _line.Has(MetaFlag.Ttl) && (!Created || _line.TtlComesLast) ? Expiry : changed.Expiry,
            KeepsAccess = true,
            Cas = _line.NewCas,
            TellsCas = _line.Has(MetaFlag.TellCas),
        };
        return UpdateAction.Store;
    }

    // The store gives room for as many digits as were decided, and a number may be formatted only into room for any.
    public readonly void Write(scoped in ItemView present, scoped Span<byte> value)
    {
        Span<byte> digits = stackalloc byte[AsciiNumber.DigitsMax];
        digits[..AsciiNumber.Format(Result, digits)].CopyTo(value);
    }

    private readonly NewItem Fresh(int length) => new(length, Flags: 0, VivifyExpiry)
    {
        Marks = _line.Has(MetaFlag.BinaryKey) ? ItemMarks.BinaryKey : ItemMarks.None,
    };

    /// <summary>Set the result from the present number; 0 as an id compares with nothing.</summary>
    private StoreStatus Step(scoped in ItemView present, bool exists)
    {
        if (!exists || present.Kind != ItemKind.String)
        {
            return StoreStatus.NotFound;
        }

        if (_line.CompareCas != 0 && _line.CompareCas != present.Cas)
        {
            return StoreStatus.Exists;
        }

        if (!AsciiNumber.TryParse(present.Value, out ulong number))
        {
            return StoreStatus.NotNumeric;
        }

        Result = _down ? number - Math.Min(number, _line.Delta) : unchecked(number + _line.Delta);
        return StoreStatus.Ok;
    }
}
