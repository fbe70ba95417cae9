using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>What a policy knows of one settled segment.</summary>
/// <param name="Segment">Its number.</param>
/// <param name="TtlBucket">The TTL bucket its items lie in.</param>
/// <param name="Queue">The queue it stands in.</param>
/// <param name="Order">Its place in line: lower was there earlier. No two are equal.</param>
/// <param name="Sequence">The sequence a flush compares with.</param>
/// <param name="NewestExpiry">When its last item expires, in ms; <see cref="long.MaxValue"/> for never.</param>
/// <param name="LiveItems">Items that a look-up can still find.</param>
/// <param name="LiveBytes">Bytes of these items.</param>
/// <param name="DeadBytes">Bytes of items that were replaced or deleted.</param>
internal record struct SegmentSummary(
    int Segment,
    int TtlBucket,
    SegmentQueue Queue,
    long Order,
    long Sequence,
    long NewestExpiry,
    int LiveItems,
    long LiveBytes,
    long DeadBytes = 0);
