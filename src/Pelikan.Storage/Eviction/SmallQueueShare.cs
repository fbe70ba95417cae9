using System;
using System.Threading;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// How much of the partition new items may hold under merge before they are gone through. It follows the misses, as ARC does (Megiddo, Modha:
/// "ARC: a self-tuning, low overhead replacement cache", FAST 2003): two ghosts of one size remember what left either queue last, and
/// whichever is asked for more often would make more of another segment. Of the keys, one in a few is looked at.
/// Kept by the one thread that has claimed the evictor; misses come from any.
/// </summary>
internal sealed class SmallQueueShare : IDisposable
{
    public const double Start = 0.1;
    public const double Min = 0.05;

    /// <summary>Not all: without survivors there would be nothing to compare with.</summary>
    public const double Max = 0.9;

    /// <summary>Hits in ghosts that are enough to say in which direction the better share lies.</summary>
    public const int HitsToDecide = 16;

    /// <summary>What a decision changes, if all hits are in one ghost.</summary>
    private const double Step = 0.05;

    private const int SampleShift = 2;

    /// <summary>Neither the bits that choose a bucket or a place in a ghost, nor those of tags and fingerprints.</summary>
    private const ulong SampleMask = ((1UL << SampleShift) - 1) << 40;

    /// <summary>A ghost remembers what one part in this many of the partition held.</summary>
    private const int WindowPart = 8;
    private const int WindowMin = 16;

    /// <summary>One place in a ghost for so many bytes of heap: 0.2 % of it for each ghost.</summary>
    private const int BytesPerEntry = 2048;

    private readonly GhostTable _small;
    private readonly GhostTable _main;
    private int _smallHits;
    private int _mainHits;

    /// <param name="heapBytes">The most that the partition can hold.</param>
    public SmallQueueShare(long heapBytes)
    {
        _small = new GhostTable(heapBytes / BytesPerEntry);
        _main = new GhostTable(heapBytes / BytesPerEntry);
    }

    /// <summary>The part of the segments, from <see cref="Min"/> to <see cref="Max"/>.</summary>
    public double Value { get; private set; } = Start;

    /// <summary>The share after so many hits in either ghost. Pure.</summary>
    public static double Next(double share, int smallHits, int mainHits) =>
        Math.Clamp(share + (Step * (smallHits - mainHits) / Math.Max(1, smallHits + mainHits)), Min, Max);

    /// <summary>A live item is dropped from a queue.</summary>
    public void Dropped(SegmentQueue queue, ulong hash)
    {
        if ((hash & SampleMask) == 0)
        {
            (queue == SegmentQueue.Small ? _small : _main).Enter(hash);
        }
    }

    /// <summary>A read found nothing.</summary>
    public void Missed(ulong hash)
    {
        if ((hash & SampleMask) != 0)
        {
            return;
        }

        if (_small.TryTake(hash))
        {
            Interlocked.Increment(ref _smallHits);
        }
        else if (_main.TryTake(hash))
        {
            Interlocked.Increment(ref _mainHits);
        }
    }

    /// <summary>Take account of the misses since.</summary>
    /// <param name="liveItems">Items that the partition holds.</param>
    public void Adapt(long liveItems)
    {
        long window = Math.Max(WindowMin, liveItems / WindowPart >> SampleShift);
        _small.SetWindow(window);
        _main.SetWindow(window);
        if (Volatile.Read(ref _smallHits) + Volatile.Read(ref _mainHits) >= HitsToDecide)
        {
            Value = Next(Value, Interlocked.Exchange(ref _smallHits, 0), Interlocked.Exchange(ref _mainHits, 0));
        }
    }

    public void Dispose()
    {
        _small.Dispose();
        _main.Dispose();
    }
}
