using Pelikan.Storage.Eviction;

namespace Pelikan.Storage.Tests.Expiry;

/// <summary>One kind of store whose expiries are watched.</summary>
/// <param name="Eviction">Its policy.</param>
/// <param name="Segments">How many segments of <paramref name="SegmentBytes"/> it has.</param>
/// <param name="SegmentBytes">Their size.</param>
/// <param name="Keys">How many different keys are used.</param>
/// <param name="HashPower">Where the table begins: small, so that it grows or its chains do.</param>
/// <param name="Favourites">Times to live that most items share, so that their TTL buckets fill and are merged; 0 spreads all evenly.</param>
/// <param name="MayEvict">Whether the heap is too small for all that is alive.</param>
internal sealed record ExpirySetup(
    EvictionKind Eviction, int Segments, int SegmentBytes, int Keys, int HashPower, int Favourites, bool MayEvict)
{
    /// <summary>Whether the store is in a file, and is sealed and taken over once in a while.</summary>
    public bool Restarts { get; init; }

    /// <summary>Steps from one of the owner's rounds to the next, on average.</summary>
    public int MaintainEvery { get; init; } = 8;

    /// <summary>
    /// Live items take a hundredth of the heap. There is a segment for each TTL bucket and for each item that keeps a sealed one alive,
    /// so nothing may be evicted.
    /// </summary>
    public static ExpirySetup Roomy(EvictionKind eviction) => new(eviction, 2048, 4 * 1024, 400, 3, 0, MayEvict: false);

    /// <summary>Items are evicted all the time, and most segments hold items of several TTL buckets.</summary>
    public static ExpirySetup Tight(EvictionKind eviction, int segments) =>
        new(eviction, segments, 2 * 1024, segments * 90, 3, 0, MayEvict: true);

    /// <summary>Live items take a third of a small heap at most: segments run out, and sparse ones are merged without any loss.</summary>
    public static ExpirySetup Sparse(EvictionKind eviction, int segments) =>
        new(eviction, segments, 2 * 1024, segments * 10, 3, 1, MayEvict: false);

    /// <summary>Items are evicted from a few well-filled TTL buckets.</summary>
    public static ExpirySetup Crowded(EvictionKind eviction, int segments) =>
        new(eviction, segments, 2 * 1024, segments * 40, 3, 2, MayEvict: true);
}
