using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>md on condition of a CAS id, and md that takes the value or the trust out of an item and leaves the item.</summary>
internal ref struct MetaDeleteUpdate : IItemUpdate
{
    private readonly MetaLine _line;
    private readonly Instant _expiry;

    /// <param name="line">The flags.</param>
    /// <param name="expiry">What T says; never without it.</param>
    public MetaDeleteUpdate(MetaLine line, Instant expiry)
    {
        _line = line;
        _expiry = expiry;
    }

    /// <summary>Whether the item goes whatever the flags would leave of it.</summary>
    public bool Removes { get; init; }

    /// <summary>Ok, NotFound or Exists.</summary>
    public StoreStatus Status { get; private set; }

    private readonly bool Invalidates => _line.Has(MetaFlag.Invalidate);

    private readonly bool RemovesValue => _line.Has(MetaFlag.RemoveValue);

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        exists &= present.Kind == ItemKind.String;
        bool matches = !_line.Has(MetaFlag.CompareCas) || _line.CompareCas == present.Cas;
        Status = !exists ? StoreStatus.NotFound : matches ? StoreStatus.Ok : StoreStatus.Exists;
        if (Status != StoreStatus.Ok)
        {
            return UpdateAction.Leave;
        }

        if (Removes || (!RemovesValue && !Invalidates))
        {
            return UpdateAction.Remove;
        }

        NewItem changed = RemovesValue ? Emptied(in present) : NewItem.Of(in present, present.Value.Length);
        item = changed with
        {
            Marks = Invalidates ? (changed.Marks | ItemMarks.Stale) & ~ItemMarks.Won : changed.Marks,
            Expiry = _line.Has(MetaFlag.Ttl) ? _expiry : changed.Expiry,
            KeepsAccess = true,

            // What is only emptied keeps its id: who has it may still compare with it.
            Cas = _line.NewCas != 0 || Invalidates ? _line.NewCas : present.Cas,
        };
        return UpdateAction.Store;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value)
    {
        if (!RemovesValue)
        {
            present.Value.CopyTo(value);
        }
    }

    /// <summary>Nothing is left but that there is an item: flags and expiry are the request's, too.</summary>
    private readonly NewItem Emptied(scoped in ItemView present) => new(ValueLength: 0, _line.ClientFlags, Instant.Never)
    {
        Marks = (present.Marks & ItemMarks.BinaryKey) | (_line.Has(MetaFlag.BinaryKey) ? ItemMarks.BinaryKey : ItemMarks.None),
    };
}
