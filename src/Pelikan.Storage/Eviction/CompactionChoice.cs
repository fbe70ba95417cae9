using System;
using Pelikan.Storage.Items;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// Which segment to clear of its dead next: the one with the least to move, as a log-structured store's cleaner chooses
/// (Rosenblum, Ousterhout: "The design and implementation of a log-structured file system", SOSP 1991).
/// </summary>
internal static class CompactionChoice
{
    /// <summary>The segment; 0 if none is worth it.</summary>
    /// <param name="settled">What there is to choose from, in any order.</param>
    /// <param name="segmentBytes">Size of a segment.</param>
    /// <param name="compactTarget">A segment is worth it if at least one part in this many of it is dead; 0 = none is.</param>
    public static int Choose(ReadOnlySpan<SegmentSummary> settled, int segmentBytes, int compactTarget)
    {
        long deadMin = compactTarget == 0 ? long.MaxValue : segmentBytes / compactTarget;
        int best = 0;
        long least = long.MaxValue;
        foreach (ref readonly SegmentSummary summary in settled)
        {
            if (summary.DeadBytes >= deadMin && BytesToMove(summary) < least && BytesToMove(summary) <= segmentBytes)
            {
                best = summary.Segment;
                least = BytesToMove(summary);
            }
        }

        return best;
    }

    /// <summary>Bytes that a segment's live items take in another place at most: each may have to carry its CAS id there.</summary>
    private static long BytesToMove(in SegmentSummary summary) => summary.LiveBytes + ((long)ItemHeader.CasBytes * summary.LiveItems);
}
