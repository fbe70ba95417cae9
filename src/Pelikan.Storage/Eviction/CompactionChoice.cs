using System;
using Pelikan.Storage.Items;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// Which sparse segments become one without losing an item: of the TTL bucket and queue that has the most sparse ones, the run of
/// neighbours in line whose live items fill one segment, and of several such runs the longest.
/// </summary>
internal static class CompactionChoice
{
    public const int SourcesMax = 32;

    private const int Groups = TtlBuckets.TtlBuckets.Count * 2;

    /// <summary>Fill <paramref name="sources"/> with segments in their order; returns how many, 0 for none.</summary>
    /// <param name="settled">What there is to choose from, in any order.</param>
    /// <param name="segmentBytes">Size of a segment.</param>
    /// <param name="compactTarget">A segment is sparse if live items fill at most one part in this many of it; 0 = none is.</param>
    /// <param name="sources">Room for <see cref="SourcesMax"/>.</param>
    public static int Choose(ReadOnlySpan<SegmentSummary> settled, int segmentBytes, int compactTarget, Span<int> sources)
    {
        long sparse = compactTarget == 0 ? -1 : segmentBytes / compactTarget;
        int group = DensestGroup(settled, sparse);
        if (group < 0)
        {
            return 0;
        }

        Span<int> line = stackalloc int[SourcesMax];
        line = line[..Line(settled, group, sparse, line)];
        (int start, int count) = LongestRun(settled, line, segmentBytes);
        for (int i = 0; i < count; i++)
        {
            sources[i] = settled[line[start + i]].Segment;
        }

        return count;
    }

    /// <summary>Bytes that a segment's live items take in another place at most: each may have to carry its CAS id there.</summary>
    private static long BytesToMove(in SegmentSummary summary) => summary.LiveBytes + ((long)ItemHeader.CasBytes * summary.LiveItems);

    private static int GroupOf(in SegmentSummary summary) => (summary.TtlBucket * 2) + (int)summary.Queue;

    /// <summary>The TTL bucket and queue with the most sparse segments; -1 if none has two.</summary>
    private static int DensestGroup(ReadOnlySpan<SegmentSummary> settled, long sparse)
    {
        Span<int> counts = stackalloc int[Groups];
        counts.Clear();
        int densest = -1;
        int most = 1;
        foreach (ref readonly SegmentSummary summary in settled)
        {
            if (BytesToMove(summary) <= sparse && ++counts[GroupOf(summary)] > most)
            {
                densest = GroupOf(summary);
                most = counts[densest];
            }
        }

        return densest;
    }

    /// <summary>The first sparse segments of a group in line, as indexes into <paramref name="settled"/>; one pass.</summary>
    private static int Line(ReadOnlySpan<SegmentSummary> settled, int group, long sparse, Span<int> line)
    {
        int count = 0;
        for (int i = 0; i < settled.Length; i++)
        {
            if (GroupOf(settled[i]) != group || BytesToMove(settled[i]) > sparse)
            {
                continue;
            }

            int at = count;
            while (at > 0 && settled[line[at - 1]].Order > settled[i].Order)
            {
                at--;
            }

            if (at < line.Length)
            {
                int kept = Math.Min(count, line.Length - 1);
                line[at..kept].CopyTo(line[(at + 1)..]);
                line[at] = i;
                count = kept + 1;
            }
        }

        return count;
    }

    /// <summary>The longest run whose items fit in one segment; of equal ones the first in line. Shorter than two is none.</summary>
    private static (int Start, int Count) LongestRun(ReadOnlySpan<SegmentSummary> settled, ReadOnlySpan<int> line, int segmentBytes)
    {
        int bestStart = 0;
        int bestCount = 1;
        int start = 0;
        long bytes = 0;
        for (int end = 0; end < line.Length; end++)
        {
            bytes += BytesToMove(settled[line[end]]);
            while (bytes > segmentBytes)
            {
                bytes -= BytesToMove(settled[line[start++]]);
            }

            if (end - start + 1 > bestCount)
            {
                (bestStart, bestCount) = (start, end - start + 1);
            }
        }

        return bestCount < 2 ? default : (bestStart, bestCount);
    }
}
