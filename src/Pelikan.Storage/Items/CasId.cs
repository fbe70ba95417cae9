using Pelikan.Storage.HashTable;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Items;

/// <summary>
/// The CAS id of an item: the one it carries, or else one made of where it was first written and of the segment's
/// generation. No two stores of a partition share one until a segment has been reused a quarter of a million times.
/// <code>
///  63  62  61            44 43                               0
///  | 0 | 1 | generation 18 |  location (segment 21, offset 23) |       the lower 62 bits are xored with the partition's salt
/// </code>
/// Clients may choose ids, too. None below 2^62, such as counters and times down to nanoseconds, is ever one that is made here. Of those
/// above, an id that another server made is the likely one; as the salts of two partitions have nothing to do with each other, it equals
/// an id made here once in 2^62. The highest bit is 0, because some clients read ids as signed numbers.
/// </summary>
internal static class CasId
{
    private const int GenerationShift = 44;
    private const ulong Made = 1UL << 62;

    public static ulong Of(PartitionSegments segments, ItemInfo info, ItemRef item)
    {
        ulong carried = item.ExplicitCas;
        return carried != 0 ? carried : Of(segments, info.Segment, info.Offset);
    }

    /// <summary>The id that an item written there has, if it carries none.</summary>
    public static ulong Of(PartitionSegments segments, int segment, int offset) =>
        Make(segments.CasSalt, segments.Headers[segment].Generation, ItemInfo.LocationOf(segment, offset));

    public static ulong Make(ulong salt, uint generation, ulong location) =>
        Made | (((((ulong)generation << GenerationShift) | location) ^ salt) & (Made - 1));

    /// <summary>What a partition's ids are xored with: as unpredictable as its hash seed, of which nobody learns more by it than by a key's place.</summary>
    public static ulong SaltOf(ulong hashSeed) => KeyHash.Of("the salt of CAS ids"u8, hashSeed);
}
