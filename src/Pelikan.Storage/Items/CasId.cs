using Pelikan.Storage.HashTable;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Items;

/// <summary>
/// The CAS id of an item: the one it carries, or else one made of where it was first written and of the segment's
/// generation. No two stores of a partition share one until a segment has been reused a million times.
/// <code>
///  63              44 43                               0
///  |  generation 20  |  location (segment 21, offset 23) |
/// </code>
/// </summary>
internal static class CasId
{
    private const int GenerationShift = 44;

    public static ulong Of(PartitionSegments segments, ItemInfo info, ItemRef item)
    {
        ulong carried = item.ExplicitCas;
        return carried != 0 ? carried : ((ulong)segments.Headers[info.Segment].Generation << GenerationShift) | info.Location;
    }
}
