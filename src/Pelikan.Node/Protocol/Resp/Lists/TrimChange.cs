using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>LTRIM: takes out everything but a range.</summary>
internal readonly struct TrimChange(long start, long stop) : IPackChange
{
    public ItemKind Kind => ItemKind.List;

    public bool Apply(PackEditor packs, bool exists)
    {
        int before = packs.Count;
        (int first, int count) = ListIndex.Range(start, stop, before);
        packs.Trim(first, count);
        return count < before;
    }
}
