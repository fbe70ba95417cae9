using System;

namespace Pelikan.Storage.Eviction;

/// <summary>The policy random: any settled segment, each as likely as the others.</summary>
internal static class RandomEviction
{
    /// <summary>The segment to drop; 0 if there is none.</summary>
    /// <param name="settled">What there is to choose from, in any order.</param>
    /// <param name="random">An evenly distributed number.</param>
    public static int Choose(ReadOnlySpan<SegmentSummary> settled, uint random) =>
        settled.IsEmpty ? 0 : settled[(int)(random % (uint)settled.Length)].Segment;
}
