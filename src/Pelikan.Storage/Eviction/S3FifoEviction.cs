using System;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// The policy s3fifo (Yang, Zhang, Qiu, Yue, Rashmi: "FIFO queues are all you need for cache eviction", SOSP 2023), by segments:
/// the small queue gives way while it holds its share of the segments, else the main queue; in each the one longest in line.
/// </summary>
internal static class S3FifoEviction
{
    /// <summary>The small queue's share is one segment in this many: the paper's 10 %.</summary>
    public const int SmallPart = 10;

    /// <summary>The ghost has one place for so many bytes of heap: 1.6 % of it.</summary>
    public const int HeapBytesPerGhostEntry = 256;

    /// <summary>An item of the small queue moves on if it was read more often than this.</summary>
    public const int SmallReads = 1;

    /// <summary>Reads beyond this many do not help an item: so often it may stay in the main queue without another read.</summary>
    public const int ReadsMax = 3;

    /// <summary>The segment to go through; 0 if there is none.</summary>
    /// <param name="settled">What there is to choose from, in any order.</param>
    /// <param name="smallHeld">Segments of the small queue, open ones included.</param>
    /// <param name="held">Segments of both queues, open ones included.</param>
    public static int Choose(ReadOnlySpan<SegmentSummary> settled, int smallHeld, int held) =>
        TwoQueues.Choose(settled, smallHeld, held, 1.0 / SmallPart);

    /// <summary>Whether an item survives its segment.</summary>
    /// <param name="queue">The queue the segment stands in.</param>
    /// <param name="reads">How often it was read, smoothed.</param>
    public static bool Keeps(SegmentQueue queue, int reads) => queue == SegmentQueue.Small ? reads > SmallReads : reads > 0;

    /// <summary>What is left of an item's reads when it takes a new place in the main queue: they begin again, or count one less.</summary>
    /// <param name="queue">The queue it comes from.</param>
    /// <param name="reads">How often it was read, smoothed.</param>
    public static int ReadsLeft(SegmentQueue queue, int reads) => queue == SegmentQueue.Small ? 0 : Math.Min(reads, ReadsMax) - 1;

    /// <summary>How many keys the ghost remembers: as many as the main queue has items once it has its share.</summary>
    /// <param name="liveItems">Items of both queues.</param>
    public static long GhostEntries(long liveItems) => liveItems - (liveItems / SmallPart);
}
