using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>
/// What mg changes: it gives an item another expiry, lets one client of many win the making of a new value, or makes an empty item for
/// its winner to fill. The answer is written as the change is decided, because only then the item is known and readable.
/// </summary>
internal ref struct MetaGetUpdate : IItemUpdate
{
    private readonly MetaLine _line;
    private readonly MetaGetReply _reply;

    public MetaGetUpdate(MetaLine line, MetaGetReply reply)
    {
        _line = line;
        _reply = reply;
    }

    public enum Result : byte
    {
        /// <summary>There is no item, or none that this protocol can read.</summary>
        Missed,

        /// <summary>There is one; it is answered.</summary>
        Answered,

        /// <summary>There is one and this client is to make a new value; it is answered.</summary>
        Won,

        /// <summary>There was none and an empty one was made; that is still to be answered, with its CAS id.</summary>
        Created,
    }

    public Result Outcome { get; private set; }

    /// <summary>Whether the item answered is stale.</summary>
    public bool Stale { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        _reply.TakeBack();
        item = default;
        Stale = false;
        if (!exists)
        {
            return Create(out item);
        }

        if (present.Kind != ItemKind.String)
        {
            Outcome = Result.Missed;
            return UpdateAction.Leave;
        }

        bool won = _reply.Write(in present, present.Cas, created: false);
        Outcome = won ? Result.Won : Result.Answered;
        Stale = (present.Marks & ItemMarks.Stale) != 0;
        bool touches = _line.Has(MetaFlag.Ttl);
        item = NewItem.Of(in present, present.Value.Length) with
        {
            Expiry = touches ? _reply.Expiry : present.Expiry,
            Marks = present.Marks | (won ? ItemMarks.Won : ItemMarks.None),
            KeepsAccess = true,
            Cas = present.Cas,
            TellsCas = _line.Has(MetaFlag.TellCas),
        };

        // A touch keeps the id only if a client has been told it before; one that is told now is written down with the item.
        return won || (touches && _line.Has(MetaFlag.TellCas)) ? UpdateAction.Store
            : touches ? UpdateAction.Touch
            : UpdateAction.Leave;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => present.Value.CopyTo(value);

    private UpdateAction Create(out NewItem item)
    {
        bool vivifies = _line.Has(MetaFlag.Vivify);
        Outcome = vivifies ? Result.Created : Result.Missed;
        ItemMarks binary = _line.Has(MetaFlag.BinaryKey) ? ItemMarks.BinaryKey : ItemMarks.None;
        ItemMarks fetched = _line.Has(MetaFlag.LeaveNoTrace) ? ItemMarks.None : ItemMarks.Fetched;
        item = new NewItem(ValueLength: 0, Flags: 0, _reply.CreatedExpiry)
        {
            Marks = ItemMarks.Won | binary | fetched,
            KeepsAccess = true,
            Cas = _line.NewCas,
            TellsCas = _line.Has(MetaFlag.TellCas),
        };
        return vivifies ? UpdateAction.Store : UpdateAction.Leave;
    }
}
