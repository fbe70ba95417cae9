using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>Takes a range out of a sorted set.</summary>
internal ref struct RemoveRangeChange(SortedRange range) : IPackChange
{
    private readonly SortedRange _range = range;

    public readonly ItemKind Kind => ItemKind.SortedSet;

    public int Removed { get; private set; }

    public bool Apply(PackEditor packs, bool exists)
    {
        int start = _range.Locate(packs, isReversed: false, out int count);
        Removed = count;
        if (count > 0)
        {
            packs.RemoveAt(start, count);
        }

        return count > 0;
    }
}
