using System;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// The policy merge (NSDI'21 §4.4): the segment longest in line is gone through, and its most read items for their size are merged
/// with those of the segments before it. What is new stands in a line of its own and is gone through early, while it holds its share
/// of the segments: most of what nobody comes back for leaves soon, and what survived stays longer instead.
/// </summary>
internal static class MergeEviction
{
    /// <summary>The segment to go through; 0 if there is none.</summary>
    /// <param name="settled">What there is to choose from, in any order.</param>
    /// <param name="smallHeld">Segments of new items, open ones included.</param>
    /// <param name="held">All segments, open ones included.</param>
    /// <param name="smallShare">The part of all segments that new items may hold.</param>
    public static int Choose(ReadOnlySpan<SegmentSummary> settled, int smallHeld, int held, double smallShare) =>
        TwoQueues.Choose(settled, smallHeld, held, smallShare);
}
