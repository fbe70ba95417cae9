using System;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// The policy util: the settled segment with the fewest live bytes, since the least is lost with it. Of several, the one longest
/// in line.
/// </summary>
internal static class UtilEviction
{
    /// <summary>The segment to drop; 0 if there is none.</summary>
    /// <param name="settled">What there is to choose from, in any order.</param>
    public static int Choose(ReadOnlySpan<SegmentSummary> settled)
    {
        SegmentSummary emptiest = default;
        foreach (ref readonly SegmentSummary summary in settled)
        {
            if (emptiest.Segment == 0 || (summary.LiveBytes, summary.Order).CompareTo((emptiest.LiveBytes, emptiest.Order)) < 0)
            {
                emptiest = summary;
            }
        }

        return emptiest.Segment;
    }
}
