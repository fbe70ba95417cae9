using System;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>What merge and s3fifo have in common: the small queue gives way while it holds its share of the segments, else the main one.</summary>
internal static class TwoQueues
{
    /// <summary>The segment longest in line, of the queue that has to give way; where that has none, of the other; 0 if there is none.</summary>
    /// <param name="settled">What there is to choose from, in any order.</param>
    /// <param name="smallHeld">Segments of the small queue, open ones included.</param>
    /// <param name="held">Segments of both queues, open ones included.</param>
    /// <param name="smallShare">The small queue's part of all segments.</param>
    public static int Choose(ReadOnlySpan<SegmentSummary> settled, int smallHeld, int held, double smallShare)
    {
        SegmentQueue preferred = smallHeld >= smallShare * held ? SegmentQueue.Small : SegmentQueue.Main;
        int first = 0;
        int other = 0;
        long order = long.MaxValue;
        long otherOrder = long.MaxValue;
        foreach (ref readonly SegmentSummary summary in settled)
        {
            if (summary.Queue == preferred && summary.Order < order)
            {
                (first, order) = (summary.Segment, summary.Order);
            }
            else if (summary.Queue != preferred && summary.Order < otherOrder)
            {
                (other, otherOrder) = (summary.Segment, summary.Order);
            }
        }

        return first != 0 ? first : other;
    }
}
