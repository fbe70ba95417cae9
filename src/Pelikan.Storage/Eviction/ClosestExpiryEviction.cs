using System;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// The policy cte, closest to expiry: the settled segment whose last item expires first, since it would have gone soon anyway. Of
/// several, which is usual among those that never expire, the one longest in line.
/// </summary>
internal static class ClosestExpiryEviction
{
    /// <summary>The segment to drop; 0 if there is none.</summary>
    /// <param name="settled">What there is to choose from, in any order.</param>
    public static int Choose(ReadOnlySpan<SegmentSummary> settled)
    {
        SegmentSummary first = default;
        foreach (ref readonly SegmentSummary summary in settled)
        {
            if (first.Segment == 0 || (summary.NewestExpiry, summary.Order).CompareTo((first.NewestExpiry, first.Order)) < 0)
            {
                first = summary;
            }
        }

        return first.Segment;
    }
}
