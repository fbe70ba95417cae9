using System;

namespace Pelikan.Storage.Eviction;

/// <summary>The policy fifo: the settled segment that has been in line the longest. Merge goes through them in this order too.</summary>
internal static class FifoEviction
{
    /// <summary>The segment to drop; 0 if there is none.</summary>
    /// <param name="settled">What there is to choose from, in any order.</param>
    public static int Choose(ReadOnlySpan<SegmentSummary> settled)
    {
        int oldest = 0;
        long order = long.MaxValue;
        foreach (ref readonly SegmentSummary summary in settled)
        {
            if (summary.Order < order)
            {
                oldest = summary.Segment;
                order = summary.Order;
            }
        }

        return oldest;
    }
}
