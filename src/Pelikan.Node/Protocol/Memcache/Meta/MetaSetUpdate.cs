using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>ms in all its modes, as one decision on the present item.</summary>
internal ref struct MetaSetUpdate : IItemUpdate
{
    private readonly ReadOnlySpan<byte> _value;
    private readonly MetaLine _line;
    private readonly MetaSetMode _mode;
    private readonly Instant _expiry;

    /// <param name="value">The body.</param>
    /// <param name="line">The flags.</param>
    /// <param name="mode">What M says.</param>
    /// <param name="expiry">Of a new item: what T says, or N of one that append or prepend makes.</param>
    public MetaSetUpdate(ReadOnlySpan<byte> value, MetaLine line, MetaSetMode mode, Instant expiry)
    {
        _value = value;
        _line = line;
        _mode = mode;
        _expiry = expiry;
    }

    /// <summary>Ok, NotStored, Exists or NotFound.</summary>
    public StoreStatus Status { get; private set; }

    /// <summary>Bytes of the value afterwards, if it is stored.</summary>
    public int ValueLength { get; private set; }

    /// <summary>Whether the value is added to one that was there.</summary>
    public bool Extends { get; private set; }

    private readonly bool IsExtension => _mode is MetaSetMode.Append or MetaSetMode.Prepend;

    private readonly ItemMarks BinaryKey => _line.Has(MetaFlag.BinaryKey) ? ItemMarks.BinaryKey : ItemMarks.None;

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        bool isString = exists && present.Kind == ItemKind.String;
        Extends = isString && IsExtension;
        bool stale = false;
        Status = IsExtension ? Extend(in present, exists, isString)
            : _mode == MetaSetMode.Add ? (exists ? StoreStatus.NotStored : StoreStatus.Ok)
            : _line.Has(MetaFlag.CompareCas) ? Compare(in present, isString, out stale)
            : _mode == MetaSetMode.Replace && !exists ? StoreStatus.NotStored
            : StoreStatus.Ok;

        if (Status != StoreStatus.Ok)
        {
            item = default;
            return UpdateAction.Leave;
        }

        item = Extends ? Extended(in present) : Fresh(in present, stale);
        ValueLength = item.ValueLength;
        return UpdateAction.Store;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value)
    {
        if (!Extends)
        {
            _value.CopyTo(value);
            return;
        }

        ReadOnlySpan<byte> stored = present.Value;
        bool before = _mode == MetaSetMode.Prepend;
        _value.CopyTo(before ? value : value[stored.Length..]);
        stored.CopyTo(before ? value[_value.Length..] : value);
    }

    /// <summary>What there is must be a string, and have the id where one is given; nothing is enough where N makes one.</summary>
    private readonly StoreStatus Extend(scoped in ItemView present, bool exists, bool isString)
    {
        if (!isString)
        {
            return !exists && _line.Has(MetaFlag.Vivify) ? StoreStatus.Ok : StoreStatus.NotStored;
        }

        return _line.CompareCas == 0 || _line.CompareCas == present.Cas ? StoreStatus.Ok : StoreStatus.Exists;
    }

    /// <summary>The id must be the item's; with I another will do, and what it brings is stale from the start.</summary>
    private readonly StoreStatus Compare(scoped in ItemView present, bool isString, out bool stale)
    {
        stale = false;
        if (!isString)
        {
            return StoreStatus.NotFound;
        }

        bool same = _line.CompareCas == present.Cas;
        stale = !same && _line.Has(MetaFlag.Invalidate) && _line.CompareCas != 0;
        return same || stale ? StoreStatus.Ok : StoreStatus.Exists;
    }

    private readonly NewItem Fresh(scoped in ItemView present, bool stale) => new(
        _value.Length, _line.ClientFlags, stale ? present.Expiry : _expiry)
    {
        Marks = BinaryKey | (stale ? ItemMarks.Stale | (present.Marks & ItemMarks.Won) : ItemMarks.None),
        KeepsAccess = true,
        Cas = _line.NewCas,
        TellsCas = _line.Has(MetaFlag.TellCas),
    };

    private readonly NewItem Extended(scoped in ItemView present) => NewItem.Of(in present, present.Value.Length + _value.Length) with
    {
        Marks = BinaryKey | (present.Marks & ItemMarks.BinaryKey),
        KeepsAccess = true,
        Cas = _line.NewCas,
        TellsCas = _line.Has(MetaFlag.TellCas),
    };
}
