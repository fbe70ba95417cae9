using System;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// The policy random_fifo: a TTL bucket is drawn, as likely as it has settled segments, and its oldest one goes. So TTL buckets
/// shrink in proportion, and within one the order is kept.
/// </summary>
internal static class RandomFifoEviction
{
    /// <summary>The segment to drop; 0 if there is none.</summary>
    /// <param name="settled">What there is to choose from, in any order.</param>
    /// <param name="random">An evenly distributed number.</param>
    public static int Choose(ReadOnlySpan<SegmentSummary> settled, uint random)
    {
        if (settled.IsEmpty)
        {
            return 0;
        }

        // Each segment stands for its bucket once: that is the weight.
        SegmentSummary oldest = settled[(int)(random % (uint)settled.Length)];
        foreach (ref readonly SegmentSummary summary in settled)
        {
            if (summary.TtlBucket == oldest.TtlBucket && summary.Order < oldest.Order)
            {
                oldest = summary;
            }
        }

        return oldest.Segment;
    }
}
