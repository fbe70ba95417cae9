using System;
using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>Takes a range out of a sorted set.</summary>
internal ref struct RangeRemoveUpdate : IItemUpdate
{
    private readonly SortedRange _range;
    private readonly PackEditor _packs;
    private readonly int _valueBytesMax;

    public RangeRemoveUpdate(SortedRange range, PackEditor packs, int valueBytesMax)
    {
        _range = range;
        _packs = packs;
        _valueBytesMax = valueBytesMax;
    }

    public int Removed { get; private set; }

    public ChangeOutcome Outcome { get; private set; }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = default;
        Removed = 0;
        Outcome = ChangeOutcome.Done;
        if (!exists)
        {
            return UpdateAction.Leave;
        }

        if (present.Kind != ItemKind.SortedSet)
        {
            Outcome = ChangeOutcome.WrongType;
            return UpdateAction.Leave;
        }

        PackReader pack = new(ItemKind.SortedSet, present.Value);
        int start = _range.Locate(pack, isReversed: false, out int count);
        Removed = count;
        if (count == 0 || count == pack.Count)
        {
            return count == 0 ? UpdateAction.Leave : UpdateAction.Remove;
        }

        _packs.Load(ItemKind.SortedSet, present.Value);
        _packs.RemoveAt(start, count);
        ChangeOutcome outcome = ChangeOutcome.Done;
        UpdateAction action = CollectionChange.Conclude(_packs, present, exists, _valueBytesMax, ref outcome, out item);
        Outcome = outcome;
        return action;
    }

    public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => _packs.Write(value);
}
